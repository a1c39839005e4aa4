# SPDX-License-Identifier: MIT
"""Runs krait.heap on each program of programs/ and compares the figures of its own classes with NAME.json.

check.py --write puts down what comes out; look at it before it is committed: every figure follows from docs/heap.md's
sizes and the program's text.
"""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, 'programs')
KEPT = ('instances', 'own', 'extra', 'dicts', 'in_dict', 'retained', 'retained_objects', 'slotted', 'plain', 'wide')
passed = failed = 0


def check(what, ok, *told):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAILED:', what, *told)


def run(program, *options):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'out.json')
        done = subprocess.run([sys.executable, '-m', 'krait.heap', '--json', out, *options, program],
                              capture_output=True, text=True)
        data = None
        if os.path.exists(out):
            with open(out, encoding='utf-8') as f:
                data = json.load(f)
        return done, data


def own_classes(snap):
    """The classes of the program; several of one name as a list."""
    out = {}
    for row in snap['classes']:
        if row['class'].startswith('__main__.'):
            out.setdefault(row['class'], []).append({k: row[k] for k in KEPT})
    return out


def whole(name, snap):
    """What must hold of any snapshot."""
    rows = snap['classes']
    check(f'{name}: the rows add up', sum(r['own'] for r in rows) == snap['bytes'])
    check(f'{name}: parts add up', all(r['cells'] + r['buffers'] + r['extra'] == r['own'] for r in rows))
    bad = [r['class'] for r in rows if r['made'] and r['retained'] is not None and r['retained'] < r['cells']
           and r['class'].startswith('__main__')]
    check(f'{name}: instances retain themselves', not bad, bad)
    check(f'{name}: nobody retains more than there is', all((r['retained'] or 0) <= snap['bytes'] for r in rows))


def program(name, write):
    path = os.path.join(PROGRAMS, name)
    alone = subprocess.run([sys.executable, path], capture_output=True, text=True)
    done, data = run(path)
    check(f'{name}: the same output', done.stdout == alone.stdout, done.stdout, done.stderr)
    check(f'{name}: status', done.returncode == 0 and data is not None, done.stderr)
    if data is None:
        return
    for when in ('peak', 'end'):
        whole(f'{name} {when}', data[when])
    check(f'{name}: the peak is the most', data['peak']['bytes'] >= max(p['bytes'] for p in data['timeline']))
    expected = path[:-3] + '.json'
    got = {'end': own_classes(data['end'])}
    if write:
        with open(expected, 'w', encoding='utf-8') as f:
            f.write(json.dumps(got, indent=1) + '\n')
    with open(expected, encoding='utf-8') as f:
        want = json.load(f)
    for cls in sorted({*want['end'], *got['end']} - ({'__main__.Node'} if name == 'peak.py' else set())):
        a, b = want['end'].get(cls), got['end'].get(cls)
        check(f'{name}: {cls}', a == b, f'\n  want {a}\n  got  {b}')
    if name == 'peak.py':
        node = [r for r in data['peak']['classes'] if r['class'] == '__main__.Node']
        # the last look came before all that is held, with a megabyte of other things, grew by 1/8 + 64 KB
        check('peak: nearly all nodes', node and node[0]['instances'] >= 200_000 * 8 // 9 - 12_000, node)
        check('peak: 16 bytes a node', node and node[0]['own'] == 16 * node[0]['instances'])
        check('peak: of itself', node and node[0]['retained'] >= node[0]['own'] - 16 * 64, node)
        left = [r for r in data['end']['classes'] if r['class'] == '__main__.Node']
        check('peak: nobody at the end, but for one chain', not left or left[0]['instances'] <= 1000, left)


def ways_to_end():
    """The status and the traceback of a program are its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'ends.py')
        for text, status, err in (('import sys; sys.exit(3)', 3, ''), ('raise SystemExit', 0, ''),
                                  ('raise ValueError("no")', 1, 'ValueError: no'),
                                  ('import sys; assert sys.argv[1:] == ["a"] and __name__ == "__main__"', 0, '')):
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text + '\n')
            done = subprocess.run([sys.executable, '-m', 'krait.heap', path, 'a'], capture_output=True, text=True)
            check(f'ends: {text}', done.returncode == status and err in done.stderr, done.returncode, done.stderr)
            check(f'ends: {text}: no frame of ours', '_heap_main.py' not in done.stderr, done.stderr)
    done = subprocess.run([sys.executable, '-m', 'krait.heap'], capture_output=True, text=True)
    check('usage', done.returncode == 1 and 'no program is named' in done.stderr, done)
    done, data = run(os.path.join(PROGRAMS, 'orders.py'), '--no-retained', '--top', '3', '--at', 'end')
    check('without retained', data and all(r['retained'] is None for r in data['end']['classes']))
    check('a table of three', 'krait.heap: at its end' in done.stderr and 'at its peak' not in done.stderr, done.stderr)


def at_a_signal():
    text = ('import os, signal, sys\nclass C: pass\nl = [C() for _ in range(77)]\n'
            'os.kill(os.getpid(), signal.SIGUSR1)\nfor i in range(1000): pass\nprint("went on")\n')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'told.py')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        done, data = run(path)
    check('signal: it went on', done.stdout == 'went on\n', done)
    sample = data and data['samples']
    rows = [r for r in sample[0]['classes'] if r['class'] == '__main__.C'] if sample else []
    check('signal: 77 of them', rows and rows[0]['instances'] == 77, rows)


def at_an_interval():
    text = ('import time\nclass C: pass\nl = [C() for _ in range(33)]\n'
            'end = time.monotonic() + 60\n'
            'while time.monotonic() < end:\n    time.sleep(.02)\n'
            '    if len([1 for o in __import__("gc").get_objects() if type(o).__name__ == "Snapshot"]) > 1: break\n')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'waits.py')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        done, data = run(path, '--every', '0.05')
    check('interval: two and more', data and len(data['samples']) >= 2, done.stderr[-500:])
    check('interval: 33 of them', data and all(
        [r['instances'] for r in s['classes'] if r['class'] == '__main__.C'] == [33] for s in data['samples'][1:]))


def inside():
    import _heap

    import krait.heap as heap

    class Leaf:
        __slots__ = ('value',)

    class Branch:
        def __init__(self, leaves):
            self.leaves = leaves

    def leaf(i):
        made = Leaf()
        made.value = i
        return made

    before = heap.snapshot()
    branch = Branch([leaf(i) for i in range(1000)])
    layouts = _heap.layout(Branch), _heap.layout(Leaf)
    after = heap.snapshot()
    check('inside: as many', after[Leaf].instances == 1000 and after[Branch].instances == 1)
    check('inside: 8 bytes a leaf', after[Leaf].own == 8000, after[Leaf])
    check('inside: the leaves hang from the branch', after[Branch].retained >= 8000 + 4000, after[Branch].retained)
    check('inside: no __dict__', after[Branch].dicts == 0 and after[Branch].in_dict == 0)
    check('inside: no layout changed', layouts == (_heap.layout(Branch), _heap.layout(Leaf)))
    told = {row[0].rpartition('.')[2]: row for row in heap.diff(before, after).rows}
    check('inside: what is new', told['Leaf'][1:3] == (1000, 8000) and told['Branch'][1] == 1, told.get('Leaf'))
    leaf_ = branch.leaves[17]
    found = [(type(h).__name__, how) for h, how in heap.holders(leaf_)]
    check('inside: who holds it', ('list', '[17]') in found, found)
    found = [how for h, how in heap.holders(branch.leaves) if h is branch]
    check('inside: by which attribute', found == ['.leaves'], found)
    place = id(leaf_), id(branch)
    globals()['KEPT_BRANCH'] = branch
    way = heap.path(leaf_)
    check('inside: the way', way.steps[-2:] == ['.leaves', '[17]'] and way.objects[-1] is leaf_, way.steps, way)
    check('inside: nothing moved', place == (id(leaf_), id(branch)))
    shared = 'text' * 100
    a, b = leaf(shared + '1'), leaf(shared + '2')
    both = [leaf(a.value), b]
    mid = heap.snapshot()
    del a, both
    check('inside: shared is retained by the class', mid[Leaf].retained >= 8 * 1003 + 2 * 400, mid[Leaf].retained)
    check('inside: a table', 'instances' in str(mid) and 'Leaf' in str(heap.diff(before, mid)))
    heap.watch()
    many = [leaf(i) for i in range(100_000)]
    del many
    heap.unwatch()
    most = heap.peak()
    check('inside: the peak', most and most[Leaf].instances > 80_000, most and most[Leaf])
    check('inside: the timeline', heap.timeline() and heap.timeline()[-1][1] > 0)
    try:
        heap.path(5)
    except TypeError:
        check('inside: a number is nowhere', True)
    else:
        check('inside: a number is nowhere', False)


def main():
    write = '--write' in sys.argv
    for name in sorted(os.listdir(PROGRAMS)):
        if name.endswith('.py'):
            program(name, write)
    ways_to_end()
    at_a_signal()
    at_an_interval()
    inside()
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


main()

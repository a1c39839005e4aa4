# SPDX-License-Identifier: MIT
"""Snapshots as a table and as figures for JSON."""

from krait import _layouts

_BASES = {'instance': 'object', 'list': 'list', 'dict': 'dict', 'set': 'set'}


def on_cpython(row):
    """(bytes plain, bytes slotted) on CPython 3.11 by its layout rules, without buffers; None: no rule for it."""
    base = _BASES.get(row.kind)
    if not row.made or base is None or not row.instances:
        return None
    rules = _layouts.VERSIONS[0]
    names = [f[0] for f in row.fields]
    plain = _layouts.plain(rules, [(tuple(names), row.instances)], [(1, n) for n in names], base)
    slotted = _layouts.slotted(rules, len(names), row.weakrefs and not row.is_plain, base)
    return plain, slotted * row.instances


def wide_text(row):
    return ', '.join(f'{name}: {why}' + (' (boxed)' if width == 'boxed' else '') for name, width, why, _ in row.wide)


def _number(n):
    return '' if n is None else f'{n:,}'


def _columns(lines, left=(0,)):
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    out = []
    for line in lines:
        cells = [c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))]
        out.append('  '.join(cells).rstrip() + '\n')
    return ''.join(out)


def table(snap, top=20):
    """The rows with most bytes; what is not told is said so."""
    head = ('class', 'instances', 'own', 'retained', 'if slotted', 'if plain', 'wide fields')
    rows = snap.rows if top <= 0 else _top(snap.rows, top)
    lines = [head]
    for row in rows:
        told = row.made
        lines.append((row.name, _number(row.instances), _number(row.own), _number(row.retained),
                      _number(row.slotted) if told else '', _number(row.plain) if told else '', wide_text(row)))
    left = len(snap.rows) - len(rows)
    more = f', {left} classes more' if left else ''
    return _columns(lines, (0, 6)) + f'{snap.bytes:,} bytes live{more}\n'


def _of_the_program(row):
    """A class of a module that is not the library's."""
    import sys
    module = row.name
    while module and module not in sys.modules:
        module = module.rpartition('.')[0]
    file = getattr(sys.modules.get(module), '__file__', None)
    library = sys._stdlib_dir
    return row.made and not module.startswith('krait.') and (module == '__main__' or (file is not None and not file.startswith(library or '/usr')))


def _top(rows, n):
    """The largest ones, and of the program's own classes as many again."""
    rows = sorted(rows, key=lambda r: -r.own)
    chosen = rows[:n] + [r for r in rows[n:] if _of_the_program(r)][:n]
    return chosen


def diff_table(d):
    lines = [('class', 'instances', 'own', 'retained')]
    for name, instances, own, retained in d.rows:
        lines.append((name, f'{instances:+,}', f'{own:+,}', '' if retained is None else f'{retained:+,}'))
    return _columns(lines) + f'{d.bytes:+,} bytes\n'


def row_figures(row):
    there = on_cpython(row)
    return {
        'class': row.name, 'made': row.made, 'has_dict': row.is_plain, 'instances': row.instances, 'own': row.own,
        'cells': row.cells, 'buffers': row.buffers, 'extra': row.extra, 'dicts': row.dicts,
        'in_dict': row.in_dict, 'retained': row.retained, 'retained_objects': row.retained_objects,
        'slotted': row.slotted if row.made else None, 'plain': row.plain if row.made else None,
        'cpython_plain': there and there[0], 'cpython_slotted': there and there[1],
        'fields': [f[0] for f in row.fields],
        'wide': [{'field': n, 'width': w, 'why': y, 'instances': c} for n, w, y, c in row.wide],
    }


def snapshot_figures(snap):
    return snap and {'bytes': snap.bytes, 'adrift': snap.adrift, 'overhead': snap.overhead,
                     'classes': [row_figures(row) for row in snap.rows]}


def figures(command, status, peak, end, points, samples):
    """What the JSON and the page hold."""
    timeline = [{'seconds': round(t, 6), 'bytes': live, 'classes': [list(share) for share in shares]}
                for t, live, shares in points]
    return {'krait.heap': 1, 'command': command, 'status': status, 'peak': snapshot_figures(peak),
            'end': snapshot_figures(end), 'timeline': timeline,
            'samples': [{'why': why, **snapshot_figures(snap)} for why, snap in samples]}


def as_json(data):
    import json
    return json.dumps(data, indent=1) + '\n'


def write(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)

# SPDX-License-Identifier: MIT
"""Per-class truth: what the instances of each class take, told by the heap itself.

    krait -m krait.heap [options] program.py [arguments]
    krait -m krait.heap [options] -m module [arguments]

From inside a program:

    import krait.heap
    before = krait.heap.snapshot()
    ...
    print(krait.heap.diff(before, krait.heap.snapshot()))
    krait.heap.holders(obj)     # who holds it
    print(krait.heap.path(obj)) # from a root to it

docs/heap-report.md says what each figure means. Measuring counts cells where they lie: it makes no __dict__, changes no
layout and moves nothing. Only what telling needs is imported here: the rest comes when a report is written.
"""

import sys

import _heap

__all__ = ['Row', 'Snapshot', 'Diff', 'Path', 'snapshot', 'diff', 'holders', 'path', 'watch', 'unwatch', 'peak',
           'timeline', 'layout']

layout = _heap.layout


class Row:
    """The instances of one class."""

    __slots__ = ('name', 'kind', 'made', 'is_plain', 'weakrefs', 'instances', 'cells', 'buffers', 'extra', 'dicts',
                 'in_dict', 'retained', 'retained_objects', 'slotted', 'plain', 'fields')

    def __init__(self, figures):
        self.name = figures['class']
        for name in self.__slots__[1:-1]:
            setattr(self, name, figures.get(name))
        self.fields = [line.split('\t') for line in figures['fields'].splitlines()]

    @property
    def own(self):
        """Bytes of the instances, of their buffers, overflow arrays and boxes."""
        return self.cells + self.buffers + self.extra

    @property
    def wide(self):
        """Fields that take more than four bytes: (name, width, why, instances)."""
        return [(n, w, why, int(count)) for n, w, why, count in self.fields if w != 'narrow']

    def __repr__(self):
        return f'<{self.name}: {self.instances} instances, {self.own} bytes>'


class Snapshot:
    """What lived at one moment: rows by class, most bytes first."""

    __slots__ = ('rows', 'bytes', 'adrift', 'overhead', 'seconds')

    def __init__(self, record):
        self.rows = [Row(figures) for figures in record['classes']]
        self.bytes = record['bytes']
        self.adrift = record['adrift']
        self.overhead = record['overhead']
        self.seconds = record['seconds']

    def __getitem__(self, cls):
        """The row of a class, or of its full name."""
        name = cls if isinstance(cls, str) else _full_name(cls)
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)

    def __str__(self):
        from krait._report import table
        return table(self)


def _full_name(cls):
    return cls.__qualname__ if cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__qualname__}'


def snapshot(retained=True):
    """What lives now. A full collection comes first."""
    _heap.collect()
    return Snapshot(_heap.record(retained))


class Diff:
    """What changed between two snapshots: rows of (class, instances, own bytes, retained bytes or None)."""

    __slots__ = ('rows', 'bytes')

    def __init__(self, before, after):
        figures = {}
        for sign, snap in ((-1, before), (1, after)):
            for row in snap.rows:
                total = figures.setdefault(row.name, [0, 0, 0])
                total[0] += sign * row.instances
                total[1] += sign * row.own
                total[2] = None if row.retained is None or total[2] is None else total[2] + sign * row.retained
        changed = [(name, *total) for name, total in figures.items() if any(total)]
        self.rows = sorted(changed, key=lambda row: (-abs(row[2]), row[0]))
        self.bytes = after.bytes - before.bytes

    def __str__(self):
        from krait._report import diff_table
        return diff_table(self)


def diff(before, after):
    """What is there now and was not, by class."""
    return Diff(before, after)


def _how(holder, held):
    """How holder refers to held, as Python would write it; '' when that is nothing Python can say."""
    kind = type(holder)
    if isinstance(holder, dict):
        for key, value in dict.items(holder):
            if value is held:
                return f'[{key!r}]' if len(repr(key)) < 60 else '[...]'
        return ' (a key)' if any(key is held for key in dict.keys(holder)) else ''
    if isinstance(holder, (list, tuple)):
        for i, value in enumerate(holder):
            if value is held:
                return f'[{i}]'
    if isinstance(holder, (set, frozenset)):
        return ' (an element)'
    if kind.__flags__ & 1 << 9 and not isinstance(holder, type):  # an instance of a class statement's class
        for name, _, _, _ in _heap.layout(kind)['fields']:
            try:
                if object.__getattribute__(holder, name) is held:
                    return '.' + name
            except AttributeError:
                pass
    return ''


def holders(obj):
    """The objects that refer to obj, each with how: [(holder, '.name'), (holder, '[3]'), ...]."""
    found = _heap.holders(obj)
    own = sys._getframe()
    return [(h, _how(h, obj)) for h in found if h is not own and h is not found]


class Path:
    """A shortest way from a root to an object: objects, the one at the root first, and how each holds the next."""

    __slots__ = ('root', 'objects', 'steps')

    def __init__(self, root, objects):
        self.root = root
        self.objects = objects
        self.steps = [_how(a, b) for a, b in zip(objects, objects[1:])]

    def __str__(self):
        if not self.objects:
            return 'no root reaches it'
        lines = [f'{self.root}: {_short(self.objects[0])}']
        for step, obj in zip(self.steps, self.objects[1:]):
            lines.append(f'  {step.strip() or "->"} {_short(obj)}')
        return '\n'.join(lines)


def _short(obj):
    if isinstance(obj, type(sys)):
        return f'module {obj.__name__}'
    if isinstance(obj, dict) and '__name__' in obj and '__builtins__' in obj:
        return f'globals of {dict.get(obj, "__name__")}'
    if isinstance(obj, type):
        return f'class {_full_name(obj)}'
    name = getattr(obj, '__qualname__', None) if callable(obj) else None
    size = f' of {len(obj)}' if isinstance(obj, (list, dict, set, frozenset, tuple)) else ''
    return f'{_full_name(type(obj))}{size}' + (f' {name}' if isinstance(name, str) else '')


_ROOTS = {'machine': 'the running program', 'tables': 'tables of the VM', 'stack': 'the C stack', '': ''}


def path(obj):
    """A shortest way from a root to obj."""
    kind, found = _heap.path(obj)
    found.reverse()
    return Path(_ROOTS[kind], found)


def watch(retained=True):
    """From now on the heap is recorded at its peak."""
    _heap.watch(retained)


def unwatch():
    _heap.unwatch()


def peak():
    """The snapshot at the peak that watch() saw, or None."""
    record = _heap.peak()
    return Snapshot(record) if record else None


def timeline():
    """[(seconds, live bytes, [(class, instances, bytes), ...]), ...] since watch()."""
    return _heap.points()


if __name__ == '__main__':
    from krait._heap_main import main
    main(sys.argv[1:])

# SPDX-License-Identifier: MIT
"""Makes many objects of one kind and prints what each took; bench/memory.py starts it.

    memory_measured.py KIND COUNT

Printed are three numbers, each per object: the sizes that sys.getsizeof gives (of the object and of
what it alone holds), the growth of what the collector needs beside that, and the growth of resident
memory. The first two are nan where an interpreter does not tell them. The list that the objects
stand in was there before.
"""

import gc
import sys

NAN = float("nan")
KRAIT = sys.implementation.name == "krait"


def size(thing):
    try:
        return sys.getsizeof(thing)
    except TypeError:  # PyPy
        return NAN


def own(thing):
    """Bytes of an object that holds nothing alone."""
    return size(thing)


def make_class(name, names, slots):
    """A class whose __init__ sets the attributes, with or without __slots__."""
    lines = [f"class {name}:"]
    if slots:
        lines.append(f"    __slots__ = {names!r}")
    lines.append(f"    def __init__(self, {', '.join(names)}):")
    lines.extend(f"        self.{n} = {n}" for n in names)
    space = {}
    exec("\n".join(lines), space)
    return space[name]


def instances(n, slots):
    """The class with n attributes, which are small integers; on CPython the first of its instances
    settle how those after them are kept."""
    names = ["a", "b", "c", "d", "e", "f", "g", "h"][:n]
    cls = make_class("Made", names, slots)
    values = list(range(n))
    cls(*values)

    def fill(into, count):
        for i in range(count):
            into[i] = cls(*values)

    return fill, own if slots or KRAIT else with_dict


def with_dict(thing):
    return size(thing) + size(thing.__dict__)


def looked_at():
    fill, _ = instances(2, False)

    def fill_and_look(into, count):
        fill(into, count)
        for i in range(count):
            into[i].__dict__

    return fill_and_look, own if KRAIT else with_dict


def each(source, sizes=own):
    """A kind made by evaluating `source` for every i."""
    space = {}
    exec(f"def fill(into, count):\n    for i in range(count):\n        into[i] = {source}", space)
    return lambda: (space["fill"], sizes, space)


def prepared(setup, source, sizes=own):
    def kind():
        fill, how, space = each(source, sizes)()
        exec(setup, space)
        return fill, how

    return kind


def with_args(thing):
    return size(thing) + size(thing.args)


def with_closure(thing):
    return size(thing) + size(thing.__closure__) + size(thing.__closure__[0])


KINDS = {
    "slots 1": lambda: instances(1, True),
    "slots 2": lambda: instances(2, True),
    "slots 4": lambda: instances(4, True),
    "plain 1": lambda: instances(1, False),
    "plain 2": lambda: instances(2, False),
    "plain 4": lambda: instances(4, False),
    "plain 8": lambda: instances(8, False),
    "plain 2, __dict__ looked at": looked_at,
    "slots 2, of floats": prepared(
        "class C:\n    __slots__ = ('x', 'y')\n"
        "    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n"
        "C(0.5, 0.5), C(0.5, 0.5)",
        "C(i + 0.5, i + 0.25)",
        lambda c: size(c) + (0 if KRAIT else size(c.x) + size(c.y)),
    ),
    "dataclass(slots=True) of 3": prepared(
        "import dataclasses\n@dataclasses.dataclass(slots=True)\n"
        "class C:\n    a: int\n    b: int\n    c: int\n",
        "C(1, 2, 3)",
    ),
    "namedtuple of 3": prepared(
        "import collections\nC = collections.namedtuple('C', 'a b c')", "C(1, 2, 3)"
    ),
    "list's subclass, 2 items": prepared("class C(list): __slots__ = ()", "C((1, 2))"),
    "dict's subclass, 1 item": prepared("class C(dict): __slots__ = ()", "C(a=1)"),
    "int's subclass": prepared("class C(int): __slots__ = ()", "C(i)"),
    "str's subclass": prepared("class C(str): __slots__ = ()", "C(i + 1000000)"),
    "tuple of 2": each("(i & 127, None)"),
    "tuple of 5": each("(i & 127, None, 1, 2, 3)"),
    "list of 10": each("[i & 127, 1, 2, 3, 4, 5, 6, 7, 8, 9]"),
    "list of 10 floats": each(
        "[i + 0.5 for _ in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]",
        lambda v: size(v) + (0 if KRAIT else sum(map(size, v))),
    ),
    "dict of 5": each("{'a': i & 127, 'b': 1, 'c': 2, 'd': 3, 'e': 4}"),
    "dict of 100": prepared("keys = [chr(65 + k) for k in range(100)]", "dict.fromkeys(keys)"),
    "set of 3": each("{i & 127, 'a', 'b'}"),
    "frozenset of 10": prepared("keys = [chr(65 + k) for k in range(10)]", "frozenset(keys)"),
    "str, 8 characters": each("'%08d' % i"),
    "str, 100 characters": each("'%0100d' % i"),
    "str, 8 with an umlaut": each("'%07d\\xe4' % i"),
    "str, 8 with a CJK one": each("'%07d\\u4e2d' % i"),
    "bytes, 8": each("b'%08d' % i"),
    "bytes, 5000": each("b'%05000d' % i"),
    "tuple of 2000": each("(i & 127,) * 2000"),
    "bytearray, 8": each("bytearray(b'%08d' % i)"),
    "int of 2 ** 70": each("i + 2 ** 70"),
    "complex": each("complex(i, 1)"),
    "range": each("range(i, 1000)"),
    "slice": each("slice(i & 127, 2)"),
    "bound method": prepared("class C:\n    def m(self): pass\nc = C()", "c.m"),
    "function": each("lambda: 1"),
    "function over 1 variable": each("(lambda v: lambda: v)(i & 127)", with_closure),
    "generator": prepared("def g():\n    yield 1", "g()"),
    "exception": each("ValueError('text')", with_args),
    "slots 1 and a weak reference": prepared(
        "import weakref\nclass C:\n    __slots__ = ('a', '__weakref__')\n"
        "    def __init__(self):\n        self.a = weakref.ref(self)",
        "C()",
        lambda c: size(c) + size(c.a),
    ),
    "deque of 3": prepared("import collections", "collections.deque((1, 2, 3))"),
    "datetime": prepared(
        "import datetime\nd = datetime.datetime(2020, 1, 1)\nt = datetime.timedelta(seconds=1)",
        "d + t",
    ),
    "Decimal": prepared("import decimal", "decimal.Decimal(i + 1000000)"),
    "int in a list": None,
    "float in a list": None,
}
COUNTED = {"int in a list": "i + 1048577", "float in a list": "i + 0.5"}


def resident():
    """Exact, where statm may lag behind."""
    with open("/proc/self/smaps_rollup") as file:
        for line in file:
            if line.startswith("Rss:"):
                return int(line.split()[1]) * 1024
    raise OSError("no Rss in smaps_rollup")


def overhead():
    return gc.get_stats()[2]["overhead"] if KRAIT else NAN


def settle():
    for _ in range(3):
        gc.collect()


def container_too(kind, count):
    """Numbers count with their place in the list."""
    fill, _, _ = each(COUNTED[kind])()
    into = [None] * 2000
    fill(into, 2000)
    settle()
    before, more = resident(), overhead()
    into = [None] * count
    fill(into, count)
    settle()
    grown, more = resident() - before, overhead() - more
    sizes = size(into) + (0 if KRAIT else sum(map(size, into)))
    return sizes / count, more / count, grown / count


def measure(kind, count):
    if kind in COUNTED:
        return container_too(kind, count)
    fill, sizes = KINDS[kind]()[:2]
    fill([None] * 2000, 2000)  # code, caches and the first blocks are there from here on
    into = [None] * count
    settle()
    before, more = resident(), overhead()
    fill(into, count)
    settle()
    grown, more = resident() - before, overhead() - more
    return sum(map(sizes, into)) / count, more / count, grown / count


def main():
    print("%.4f %.4f %.4f" % measure(sys.argv[1], int(sys.argv[2])))


if __name__ == "__main__":
    main()

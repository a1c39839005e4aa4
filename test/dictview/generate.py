"""Writes test/dictview/pairs/*.py: every operation of OPERATIONS followed by every other.

usage: /usr/bin/python3.11 test/dictview/generate.py && /usr/bin/python3.11 test/regen.py dictview/

A plain instance's attributes and its __dict__ are two views of one thing. Each generated program
takes one operation first and each of all operations second, on a fresh class, in three ways:

    A  the dictionary is asked for at the start, held, and used by both operations
    B  it is first asked for when both operations are done (or by them)
    C  it is asked for between the two and held from then on

After each pair the attributes, the items in order, the identity of the dictionary and what became
of a second instance are printed; B and C only where they differ from A.
"""

import os
import re
import sys

OPERATIONS = '''
def setattr_new(x, y, d):
    x.d = 4
def setattr_widths(x, y, d):
    x.a = 0.5
    x.b = 10**20
    x.b += 1
    x.c = 3
def setattr_swap(x, y, d):
    x.a, x.b = getattr(x, "b", 0), getattr(x, "a", 0)
def setattr_odd_names(x, y, d):
    setattr(x, "no name", 1)
    setattr(x, Str("q"), 2)
    setattr(x, "", 3)
def setattr_hundreds(x, y, d):
    for i in range(300):
        setattr(x, f"n{i}", i)
def delattr_first(x, y, d):
    del x.a
def delattr_last(x, y, d):
    del x.c
def delattr_all(x, y, d):
    for name in [n for n in x.__dict__ if isinstance(n, str)]:
        object.__delattr__(x, name)
def delattr_and_back(x, y, d):
    del x.a
    x.a = "again"
def delattr_hundreds(x, y, d):
    for i in range(100):
        setattr(x, f"t{i}", i / 2)
    for i in range(100):
        delattr(x, f"t{i}")
def item_new(x, y, d):
    d["e"] = 5
def item_old(x, y, d):
    d["c"] = 3.5
    d["a"] = [d["c"]]
def item_delete(x, y, d):
    del d["b"]
def item_hundreds(x, y, d):
    for i in range(300):
        d[f"k{i}"] = i * 0.5
def item_int_key(x, y, d):
    d[1] = "one"
    d[None] = "none"
def item_odd_key_and_gone(x, y, d):
    d[(1, 2)] = 3
    return d.pop((1, 2)), d.get(2.5)
def item_str_subclass(x, y, d):
    d[Str("a")] = "by subclass"
    d[Str("s")] = "new"
    return [type(k).__name__ for k in d]
def item_unhashable(x, y, d):
    d[[]] = 1
def dict_pop(x, y, d):
    return d.pop("a"), d.pop("zz", "none")
def dict_pop_missing(x, y, d):
    d.pop("zz")
def dict_popitem(x, y, d):
    return d.popitem()
def dict_clear(x, y, d):
    d.clear()
def dict_update(x, y, d):
    d.update({"b": 1, "f": 6.5}, c=None)
def dict_setdefault(x, y, d):
    return d.setdefault("a", 9), d.setdefault("g", 7)
def dict_or(x, y, d):
    e = d
    e |= {"c": "or", "h": 8}
    return e is d, list(d | {"a": 0}), {"a": 0} | d == d
def dict_or_attribute(x, y, d):
    x.__dict__ |= [("c", "or"), ("i", 9)]
def dict_copy(x, y, d):
    e = d.copy()
    e["a"] = "in the copy"
    return e == d, len(e), type(e).__name__
def dict_views(x, y, d):
    keys, items = d.keys(), d.items()
    x.v = 1
    return "v" in keys, ("v", 1) in items, len(items), list(d.values())[-1], list(reversed(d))
def dict_self(x, y, d):
    x.me = d
    return repr(x.me)
def vars_write(x, y, d):
    vars(x)["w"] = "vars"
    return vars(x) is x.__dict__
def replace(x, y, d):
    x.__dict__ = {"c": 30, "z": 26, "a": 0.25}
def replace_by_copy(x, y, d):
    x.__dict__ = dict(x.__dict__)
def replace_badly(x, y, d):
    x.__dict__ = 5
def delete_dict(x, y, d):
    del x.__dict__
def share(x, y, d):
    x.__dict__ = y.__dict__
    x.shared = "x"
def swap(x, y, d):
    x.__dict__, y.__dict__ = y.__dict__, x.__dict__
    y.swapped = True
def change_class(x, y, d):
    x.__class__ = x.other
    return x.method()
def shadow_class(x, y, d):
    type(x).d = "class d"
    type(x).b = property(lambda self: "property")
    return x.d
def iterate_and_grow(x, y, d):
    for key in d:
        x.grown = key
def iterate_and_set(x, y, d):
    steps = iter(d)
    first = next(steps)
    for key in steps:
        setattr(x, key, first)
    return first
'''

PROGRAM = '''# The dictionary of an instance after {first} and each other operation.
# Written by test/dictview/generate.py.
class Str(str):
    pass

{operations}
def shown(value):
    text = repr(value)
    return text if len(text) < 240 else f"{{text[:60]}} .. {{text[-30:]}} {{len(text)}}"

def apply(operation, x, y, d):
    try:
        return shown(operation(x, y, d))
    except Exception as e:
        return f"{{type(e).__name__}}: {{e}}"

def instances():
    class P:
        def __init__(self):
            self.a = 1
            self.b = "two"
            self.c = 2.5
        def method(self):
            return "P", getattr(self, "a", None)
    class Q:
        def method(self):
            return "Q", getattr(self, "a", None)
    P.other, Q.other = Q, P
    return P(), P()

def look(x, y, d):
    names = "a", "b", "c", "d", "e", "n9", "k9", "w", "z", "shared"
    out = [type(x).__name__, [getattr(x, n) for n in names if hasattr(x, n)], shown(list(x.__dict__.items()))]
    if d is not None:
        out.append(x.__dict__ is d or shown(d))
    if list(y.__dict__.items()) != [("a", 1), ("b", "two"), ("c", 2.5)]:
        out.append("same" if y.__dict__ is x.__dict__ else shown(y.__dict__))
    return out

def way_a(first, second):
    y, x = instances()
    d = x.__dict__
    one = apply(first, x, y, d), look(x, y, d)
    return one, (apply(second, x, y, d), look(x, y, d))

def way_b(first, second):
    y, x = instances()
    apply(first, x, y, x.__dict__ if uses_dict(first) else None)
    return apply(second, x, y, x.__dict__ if uses_dict(second) else None), look(x, y, None)

def way_c(first, second):
    y, x = instances()
    apply(first, x, y, x.__dict__ if uses_dict(first) else None)
    d = x.__dict__
    return apply(second, x, y, d), look(x, y, d)

def uses_dict(operation):
    return not operation.__name__.startswith(("setattr", "delattr_", "replace", "shadow", "change"))

def show(mark, result):
    print(f"  {{mark}} {{result[0]}} |", *result[1])

def main(first, operations):
    alone = None
    for second in operations:
        one, two = way_a(first, second)
        if one != alone:
            show(first.__name__, one)
            alone = one
        print(second.__name__)
        show("A", two)
        b, c = way_b(first, second), way_c(first, second)
        if b[0] != two[0] or b[1] != two[1][:3] + two[1][4:]:
            show("B", b)
        if c != two:
            show("C", c)

main({first}, [{names}])
'''


def names():
    return re.findall(r"^def (\w+)", OPERATIONS, re.M)


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pairs")
    os.makedirs(folder, exist_ok=True)
    listed = ",\n    ".join(names())
    for i, first in enumerate(names()):
        path = os.path.join(folder, f"{i:02}_{first}.py")
        text = PROGRAM.format(first=first, operations=OPERATIONS.strip() + "\n", names=listed)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        open(path[:-3] + ".out", "a").close()
    print(f"{len(names())} programs of {len(names())} pairs")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""What objects take, and that the sizes Krait reports are the truth.

For each kind a fresh process (bench/memory_measured.py) makes --count objects. For Krait three
figures belong together: the sizes of the cells and buffers as sys.getsizeof reports them, what the
collector needs beside them, and the growth of resident memory. A sum that is more than 1 % from the
growth makes the exit status 1. CPython and PyPy show the growth of their resident memory, as does a
C program for the struct that holds the same.

    bench/memory.py                 all kinds
    bench/memory.py --write         the same into the table of docs/memory.md
    bench/memory.py --only str      kinds whose names start so
    bench/memory.py --pypy PATH     beside PyPy
"""

import argparse
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import common  # noqa: E402

MEASURED = os.path.join(common.HERE, "memory_measured.py")
DOCUMENT = os.path.join(common.ROOT, "docs", "memory.md")
TOLERANCE = 0.01
NAN = float("nan")

# A struct of C with the same content: 8 bytes for a number or a reference, text as it is.
C_STRUCT = {
    "slots 1": 8,
    "slots 2": 16,
    "slots 4": 32,
    "plain 1": 8,
    "plain 2": 16,
    "plain 4": 32,
    "plain 8": 64,
    "plain 2, __dict__ looked at": 16,
    "slots 2, of floats": 16,
    "dataclass(slots=True) of 3": 24,
    "namedtuple of 3": 24,
    "tuple of 2": 16,
    "tuple of 5": 40,
    "list of 10": 80,
    "list of 10 floats": 80,
    "str, 8 characters": 9,
    "str, 100 characters": 101,
    "str, 8 with an umlaut": 10,
    "str, 8 with a CJK one": 11,
    "bytes, 8": 8,
    "bytes, 5000": 5000,
    "tuple of 2000": 16000,
    "bytearray, 8": 8,
    "complex": 16,
    "range": 24,
    "int in a list": 4,
    "float in a list": 8,
}


def kinds():
    with open(MEASURED, encoding="utf-8") as file:
        table = file.read().split("KINDS = {", 1)[1].split("\n}\n", 1)[0]
    return re.findall(r'^    "([^"]+)":', table, re.MULTILINE)


# So many that the last of the 2 MB pages, which the heap takes when it is large, does not matter; or
# as few as memory has room for.
COUNTS = {"frozenset of 10": 1000000, "bytes, 5000": 40000, "tuple of 2000": 40000}


def figures(runner, path, kind, count):
    """(sizes, overhead, growth) per object; nan for what is not told, and all nan with a complaint."""
    result = runner.run([path, MEASURED, kind, str(COUNTS.get(kind, count))])
    try:
        sizes, more, growth = map(float, result.output.split())
        return sizes, more, growth
    except ValueError:
        lines = result.errors.decode("utf-8", "replace").strip().splitlines() or ["no output"]
        print(f"{path}: {kind}: status {result.status}: {lines[-1][:120]}", file=sys.stderr)
        return NAN, NAN, NAN


def number(x, digits=1):
    return "—" if x != x else f"{x:.{digits}f}"


class Row:
    def __init__(self, kind, krait, cpython, pypy):
        self.kind = kind
        self.sizes, self.overhead, self.growth = krait
        self.cpython, self.pypy = cpython[2], pypy[2]
        self.off = (self.sizes + self.overhead) / self.growth - 1

    def good(self):
        return abs(self.off) <= TOLERANCE

    def cells(self):
        c = C_STRUCT.get(self.kind)
        return [
            self.kind.replace("__dict__", "`__dict__`"),
            number(self.sizes),
            number(self.overhead),
            number(self.growth),
            f"{self.off * 100:+.2f} %",
            number(self.cpython),
            number(self.pypy),
            str(c) if c else "—",
        ]


HEAD = ["kind", "cells, buffers", "collector", "Krait", "off", "CPython 3.11", "PyPy 3.9", "C"]


def table(rows):
    lines = ["| " + " | ".join(HEAD) + " |", "| --- |" + " ---: |" * (len(HEAD) - 1)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def write_table(rows):
    """Replaces what stands between the two marks of the document."""
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    begin, end = "<!-- bench/memory.py -->\n", "<!-- end -->\n"
    before, rest = text.split(begin)
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(before + begin + table(rows) + end + rest.split(end)[1])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    common.add_interpreters(parser)
    parser.add_argument("--pypy", metavar="PATH", help="a PyPy to measure as well")
    parser.add_argument("--count", type=int, default=400000, metavar="N", help="objects (400000)")
    parser.add_argument("--only", default="", metavar="PREFIX", help="kinds starting so")
    parser.add_argument("--write", action="store_true", help="into docs/memory.md")
    return parser.parse_args()


def main():
    options = arguments()
    krait = common.interpreter(options.interp)
    cpython = common.interpreter(options.reference)
    pypy = common.interpreter(options.pypy) if options.pypy else None
    runner = common.Runner(timeout=300)
    # glibc keeps up to megabytes of what was freed to it; tables of this size it shall give back.
    runner.environment["MALLOC_MMAP_THRESHOLD_"] = "65536"
    rows = []
    for kind in kinds():
        if not kind.startswith(options.only):
            continue
        others = [figures(runner, cpython, kind, options.count)]
        others.append(figures(runner, pypy, kind, options.count) if pypy else (NAN, NAN, NAN))
        rows.append(Row(kind, figures(runner, krait, kind, options.count), *others))
        row = rows[-1]
        print(f"{kind:30}", *(f"{cell:>10}" for cell in row.cells()[1:]),
              "" if row.good() else " OFF", flush=True)
    if options.write:
        write_table(rows)
    off = sum(not row.good() for row in rows)
    print(f"{len(rows) - off} of {len(rows)} kinds within 1 %")
    return 1 if off else 0


if __name__ == "__main__":
    sys.exit(main())

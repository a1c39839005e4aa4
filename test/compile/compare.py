# SPDX-License-Identifier: MIT
"""Compares what `compile_test -a` says of every code object with the reference's code objects.

    compile_test -a | python3.11 test/compile/compare.py
"""
import sys
import types
import warnings

warnings.simplefilter("ignore")
FLAGS = 0x1FFFFFF & ~0x40  # without NOFREE


def lines(code):
    def names(t):
        return "[" + ",".join(t) + "]"

    yield (
        f"{code.co_name} {code.co_qualname} {code.co_firstlineno} {code.co_argcount} "
        f"{code.co_posonlyargcount} {code.co_kwonlyargcount} {code.co_flags & FLAGS:#x} "
        f"{names(code.co_varnames)} {names(code.co_cellvars)} {names(code.co_freevars)}"
    )
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from lines(const)


def expected(path):
    try:
        with open(path, "rb") as f:
            return list(lines(compile(f.read(), path, "exec", dont_inherit=True)))
    except (SyntaxError, ValueError) as e:
        return [type(e).__name__]


def main():
    files = {}
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line.startswith("file "):
            current = files.setdefault(line[5:], [])
        elif files:
            current.append(line)
    passed = failed = 0
    for path, got in files.items():
        want = expected(path)
        got = [g for g in got if " passed, " not in g]
        if sorted(got) == sorted(want):
            passed += 1
            continue
        failed += 1
        print(path)
        missing = sorted(set(want) - set(got))[:3]
        extra = sorted(set(got) - set(want))[:3]
        for m in missing:
            print("  -", m)
        for m in extra:
            print("  +", m)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Measures how many bytes an object takes, beside CPython and beside Krait's limits.

Each kind is measured in a process of its own by bench/sizes_measured.py. A figure over its limit
by more than 3 % makes the exit status 1.
"""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import common  # noqa: E402

MEASURED = os.path.join(common.HERE, "sizes_measured.py")
MILLION = 1000000
TOLERANCE = 1.03

# What is measured, how many of it, and the bytes that each may take. Floats and integers count
# with their place in the list.
LIMITS = [
    ("slots 1", MILLION, 8),
    ("slots 2", MILLION, 16),
    ("slots 4", MILLION, 24),
    ("plain 1", MILLION, 8),
    ("plain 2", MILLION, 16),
    ("plain 4", MILLION, 24),
    ("2-tuple", MILLION, 16),
    ("string", MILLION, 24),
    ("float in a list", MILLION, 8),
    ("int in a list", MILLION, 4),
    ("dict entry", 700000, 26),
    ("dict entry", MILLION, 26),
    ("dict entry", 1300000, 26),
]


def bytes_each(runner, path, kind, count, *more):
    """The figure, or a line of text that says why there is none."""
    result = runner.run([path, *common.FLAGS, MEASURED, kind, str(count), *more])
    try:
        return float(result.output)
    except ValueError:
        lines = result.errors.decode("utf-8", "replace").strip().splitlines()
        return f"status {result.status}: {lines[-1][:60] if lines else 'no output'}"


def shown(figure):
    return f"{figure:9.2f}" if isinstance(figure, float) else f"  {figure}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    common.add_interpreters(parser)
    parser.add_argument("--only", default="", metavar="PREFIX", help="kinds starting so")
    parser.add_argument(
        "--tracemalloc", action="store_true", help="also the growth that tracemalloc reports"
    )
    return parser.parse_args()


def main():
    options = arguments()
    krait = common.interpreter(options.interp)
    cpython = common.interpreter(options.reference)
    runner = common.Runner(timeout=120)
    over = 0
    traced = f" {'traced':>9} {'CPython':>9}" if options.tracemalloc else ""
    print(f"{'bytes each':16} {'count':>8} {'limit':>6} {'krait':>9} {'CPython':>9}{traced}")
    for kind, count, limit in LIMITS:
        if not kind.startswith(options.only):
            continue
        figures = [bytes_each(runner, path, kind, count) for path in (krait, cpython)]
        if options.tracemalloc:
            figures += [bytes_each(runner, p, kind, count, "trace") for p in (krait, cpython)]
        good = isinstance(figures[0], float) and figures[0] <= limit * TOLERANCE
        over += not good
        columns = " ".join(map(shown, figures))
        print(f"{kind:16} {count:8} {limit:6} {columns}{'' if good else '  OVER'}", flush=True)
    if over:
        print(f"{over} over the limit (+3 %)")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

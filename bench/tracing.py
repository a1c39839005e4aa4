#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""What tracemalloc costs: programs of bench/programs/ with tracing on and off, Krait and CPython.

The four runs of a program take turns. Shown is the median CPU time of --repeat runs each, the ratio
on / off of both interpreters, and the geometric means of these. Krait's mean being above CPython's,
or wrong output, makes the exit status 1.
"""

import argparse
import math
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import common  # noqa: E402

SIDES = ("krait", "cpython")


class Row:
    """The CPU times of one program, by interpreter and whether it was traced."""

    def __init__(self, program):
        self.program = program
        self.cpu = {(side, traced): [] for side in SIDES for traced in (False, True)}
        self.wrong = ""

    def add(self, side, traced, result):
        self.cpu[side, traced].append(result.cpu)
        wrong = common.complaint(self.program, result)
        if wrong and not self.wrong:
            self.wrong = f"{side}{', traced' if traced else ''}: {wrong}"

    def median(self, side, traced):
        return statistics.median(self.cpu[side, traced])

    def ratio(self, side):
        return self.median(side, True) / max(self.median(side, False), 1e-9)

    def line(self):
        if self.wrong:
            return f"{self.program.name:16} WRONG {self.wrong}"
        times = " ".join(
            f"{self.median(side, traced):8.3f}" for side in SIDES for traced in (False, True)
        )
        return f"{self.program.name:16} {times} {self.ratio('krait'):7.2f} {self.ratio('cpython'):8.2f}"


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers))


def measure(runner, row, paths, options):
    tracing = ["-X", f"tracemalloc={options.frames}"]
    for _ in range(options.repeat):
        for traced in (False, True):
            for side in SIDES:
                command = [paths[side], *common.FLAGS, *(tracing if traced else [])]
                row.add(side, traced, runner.run([*command, row.program.path]))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    common.add_interpreters(parser)
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each kind (3)")
    parser.add_argument("--frames", type=int, default=1, metavar="N", help="of a traceback (1)")
    parser.add_argument("--only", default="", metavar="PREFIX", help="programs starting so")
    return parser.parse_args()


def main():
    options = arguments()
    paths = {
        "krait": common.interpreter(options.interp),
        "cpython": common.interpreter(options.reference),
    }
    runner = common.Runner(timeout=600)
    rows = []
    print(f"{'CPU seconds':16} {'krait':>8} {'traced':>8} {'CPython':>8} {'traced':>8}"
          f" {'ratio':>7} {'CPython':>8}")
    for program in common.find_programs(options.only):
        rows.append(Row(program))
        measure(runner, rows[-1], paths, options)
        print(rows[-1].line(), flush=True)
    good = [row for row in rows if not row.wrong]
    if not good:
        return 1
    means = {side: geometric_mean([row.ratio(side) for row in good]) for side in SIDES}
    print(f"{'mean':16} {'':35} {means['krait']:7.2f} {means['cpython']:8.2f}")
    return 1 if len(good) < len(rows) or means["krait"] > means["cpython"] else 0


if __name__ == "__main__":
    sys.exit(main())

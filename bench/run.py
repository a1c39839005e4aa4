#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Runs the programs of bench/programs/ on Krait and on CPython in turn, and compares their cost.

Shown are the median CPU time and the median peak memory of --repeat runs each, the ratios
Krait / CPython, and their geometric means over all programs and over the groups. A program whose
output is wrong counts for no mean and makes the exit status 1.
"""

import argparse
import json
import math
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import common  # noqa: E402


class Row:
    def __init__(self, program):
        self.program = program
        self.wrong = {}
        self.cpu = {"krait": [], "cpython": []}
        self.peak = {"krait": [], "cpython": []}

    def add(self, side, result, small):
        wrong = common.complaint(self.program, result, small)
        if wrong:
            self.wrong.setdefault(side, wrong)
        self.cpu[side].append(result.cpu)
        self.peak[side].append(result.peak)

    def median(self, what, side):
        return statistics.median(getattr(self, what)[side])

    def ratio(self, what):
        return self.median(what, "krait") / max(self.median(what, "cpython"), 1e-9)

    def line(self):
        name, group = self.program.name, self.program.group
        if self.wrong:
            return f"{name:16} {group:7} WRONG " + "; ".join(
                f"{side}: {text}" for side, text in self.wrong.items()
            )
        spread = max(self.cpu["krait"]) / max(min(self.cpu["krait"]), 1e-9) - 1
        return (
            f"{name:16} {group:7}"
            f" {self.median('cpu', 'krait'):9.3f} {self.median('cpu', 'cpython'):9.3f}"
            f" {self.ratio('cpu'):7.3f}"
            f" {self.median('peak', 'krait') / 1e6:9.1f} {self.median('peak', 'cpython') / 1e6:9.1f}"
            f" {self.ratio('peak'):7.3f} {spread * 100:6.1f}"
        )

    def as_json(self):
        return {
            "group": self.program.group,
            "wrong": self.wrong,
            "cpu_seconds": self.cpu,
            "peak_bytes": self.peak,
        }


HEADER = (
    f"{'program':16} {'group':7} {'krait s':>9} {'CPython s':>9} {'CPU':>7}"
    f" {'krait MB':>9} {'CPyth. MB':>9} {'memory':>7} {'+-%':>6}"
)


def measure(program, sides, runner, options):
    row = Row(program)
    arguments = [program.small] if options.small else []
    for _ in range(options.repeat):
        for side, path in sides.items():
            command = [path, *common.FLAGS, program.path, *arguments]
            row.add(side, runner.run(command), options.small)
        if row.wrong:
            break
    return row


def geometric_mean(values):
    return math.exp(sum(math.log(max(value, 1e-9)) for value in values) / len(values))


def means(rows):
    """(label, number of programs, CPU ratio, memory ratio) over all, object + call, each group."""
    groups = sorted({row.program.group for row in rows})
    choices = [("all", groups), ("object+call", ["object", "call"])]
    choices += [(group, [group]) for group in groups]
    for label, wanted in choices:
        chosen = [row for row in rows if row.program.group in wanted]
        if chosen:
            cpu = geometric_mean([row.ratio("cpu") for row in chosen])
            peak = geometric_mean([row.ratio("peak") for row in chosen])
            yield label, len(chosen), cpu, peak


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    common.add_interpreters(parser)
    parser.add_argument("--repeat", type=int, default=9, help="runs of each program (9)")
    parser.add_argument("--only", default="", metavar="PREFIX", help="programs starting so")
    parser.add_argument("--json", metavar="FILE", help="write every single figure")
    parser.add_argument("--small", action="store_true", help="the small scale, as a smoke test")
    parser.add_argument("--timeout", type=int, default=120, help="seconds a run may take (120)")
    return parser.parse_args()


def main():
    options = arguments()
    sides = {
        "krait": common.interpreter(options.interp),
        "cpython": common.interpreter(options.reference),
    }
    runner = common.Runner(options.timeout)
    rows = []
    print(HEADER)
    for program in common.find_programs(options.only):
        rows.append(measure(program, sides, runner, options))
        print(rows[-1].line(), flush=True)
    right = [row for row in rows if not row.wrong]
    print()
    for label, count, cpu, peak in means(right):
        print(f"geometric mean, {label} ({count}): CPU {cpu:.3f}, memory {peak:.3f}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            table = {row.program.name: row.as_json() for row in rows}
            json.dump({"repeat": options.repeat, "programs": table}, file, indent=1)
            file.write("\n")
    if len(right) < len(rows):
        print(f"{len(rows) - len(right)} of {len(rows)} programs went wrong")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Counts the instructions of scaled programs with callgrind, beside a committed table.

Counts do not depend on the machine's load, so a change of 1 % is a change. Each program runs at the
scale that its second line calls `counted`, about a tenth of its full one, and must print what the
reference prints. What `import sys` takes is measured too and taken off each program. A count over
its place in bench/instructions.json by more than --tolerance makes the exit status 1; --write
writes the table. The table holds for the compiler that it names; with another one, the figures only
say roughly the same.
"""

import argparse
import concurrent.futures
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import common  # noqa: E402

TABLE = os.path.join(common.HERE, "instructions.json")


def count(runner, command):
    """(instructions, output, error text): callgrind counts those of user space."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    result = runner.run([*valgrind, *command])
    text = result.errors.decode("utf-8", "replace")
    match = re.search(r"Collected *: *(\d+)", text)
    if match is None or result.status:
        last = [line for line in text.splitlines() if not line.startswith("==")]
        return None, result, f"status {result.status}: {last[-1][:100] if last else ''}"
    return int(match.group(1)), result, ""


def count_program(runner, path, reference, program):
    command = [*common.FLAGS, program.path, program.counted]
    counted, result, wrong = count(runner, [path, *command])
    if not wrong and runner.run([reference, *command]).output != result.output:
        wrong = f"{reference} prints something else"
    return program.name, counted, wrong


def compiler_of(path):
    """The compiler's own mark in the executable's .comment section, or "unknown"."""
    with open(path, "rb") as file:
        match = re.search(rb"(GCC: \([^)]*\) [\d.]+|[\w ]*clang version [\d.]+)", file.read())
    return match.group(1).decode("ascii").strip() if match else "unknown"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    common.add_interpreters(parser)
    parser.add_argument("--only", default="", metavar="PREFIX", help="programs starting so")
    parser.add_argument("--write", action="store_true", help="write the table")
    parser.add_argument("--table", default=TABLE, help="the table (bench/instructions.json)")
    parser.add_argument("--tolerance", type=float, default=1.0, help="in percent (1)")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time (1)")
    return parser.parse_args()


def read_table(path):
    if not os.path.exists(path):
        return {"compiler": "", "programs": {}}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def report(name, now, before, wrong, tolerance):
    """Prints one line; true when the program is wrong or has become slower."""
    if wrong:
        print(f"{name:16} WRONG {wrong}", flush=True)
        return True
    if not before:
        print(f"{name:16} {now:13,}", flush=True)
        return False
    change = (now / before - 1) * 100
    mark = "MORE" if change > tolerance else "less" if change < -tolerance else ""
    print(f"{name:16} {now:13,} {before:13,} {change:+7.2f} % {mark}", flush=True)
    return change > tolerance


def main():
    options = arguments()
    path = common.interpreter(options.interp)
    reference = common.interpreter(options.reference)
    table = read_table(options.table)
    compiler = compiler_of(path)
    if table["compiler"] and table["compiler"] != compiler and not options.write:
        print(f"the table was written for {table['compiler']}, this is {compiler}")
    runners = [common.Runner(timeout=600) for _ in range(options.jobs)]
    empty, _, wrong = count(runners[0], [path, *common.FLAGS, "-c", "import sys"])
    bad = report("(start)", empty, table["programs"].get("(start)"), wrong, options.tolerance)
    if wrong:
        return 1
    counts = {"(start)": empty}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = []
        for program in common.find_programs(options.only):
            jobs.append(pool.submit(take_turn, runners, path, reference, program))
        for job in jobs:
            name, counted, wrong = job.result()
            if not wrong:
                counts[name] = counted - empty
            before = table["programs"].get(name)
            bad |= report(name, counts.get(name), before, wrong, options.tolerance)
    if options.write:
        table = {"compiler": compiler, "programs": {**table["programs"], **counts}}
        with open(options.table, "w", encoding="utf-8") as file:
            json.dump(table, file, indent=1, sort_keys=True)
            file.write("\n")
        return 0
    return 1 if bad else 0


def take_turn(runners, path, reference, program):
    """Counts one program with a runner that no other thread holds."""
    runner = runners.pop()
    try:
        return count_program(runner, path, reference, program)
    finally:
        runners.append(runner)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""What the drivers in bench/ share: the programs and their tags, and running one process."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAMS = os.path.join(HERE, "programs")
REFERENCE = "/usr/bin/python3.11"
FLAGS = ["-S"]


class Program:
    """One file of bench/programs/, described by its first two lines."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-3]
        with open(path, encoding="utf-8") as file:
            lines = file.readline() + file.readline()
        match = re.fullmatch(r"# (.*)\n# group: (\w+), small: (\d+), counted: (\d+)\n", lines)
        if match is None:
            sys.exit(f"{path}: the second line names no group and no smaller scales")
        self.sentence, self.group, self.small, self.counted = match.groups()

    def expected(self, small=False):
        with open(self.path[:-3] + (".small.expected" if small else ".expected"), "rb") as file:
            return file.read()


class Result:
    """What one run printed and cost. `status` is the exit status, 128 + n after signal n."""

    def __init__(self, output, errors, line):
        self.output = output
        self.errors = errors
        status, cpu, peak, wall = map(int, line.split())
        self.status = status
        self.cpu = cpu / 1e9
        self.peak = peak * 1024
        self.wall = wall / 1e9


class Runner:
    """Starts processes through bench/spawn.c, which knows their peak memory without ours."""

    def __init__(self, timeout):
        self.timeout = timeout
        self.folder = tempfile.TemporaryDirectory(prefix="krait-bench-")
        self.spawn = os.path.join(self.folder.name, "spawn")
        compiler = os.environ.get("CC") or "cc"
        source = os.path.join(HERE, "spawn.c")
        subprocess.run([*compiler.split(), "-O2", "-o", self.spawn, source], check=True)
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, command):
        """Runs a command; a timeout or a program that cannot start is a Result with a status."""
        note = os.path.join(self.folder.name, "note")
        if os.path.exists(note):
            os.unlink(note)
        process = subprocess.Popen(
            [self.spawn, note, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            start_new_session=True,
        )
        try:
            output, errors = process.communicate(timeout=self.timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            return Result(b"", b"no end after %d seconds\n" % self.timeout, "124 0 0 0")
        if not os.path.exists(note):
            return Result(output, errors, "126 0 0 0")
        with open(note, encoding="ascii") as file:
            return Result(output, errors, file.read())


def find_programs(prefix=""):
    names = sorted(name for name in os.listdir(PROGRAMS) if name.endswith(".py"))
    found = [Program(os.path.join(PROGRAMS, name)) for name in names if name.startswith(prefix)]
    if not found:
        sys.exit(f"no program in bench/programs/ starts with {prefix!r}")
    return found


def interpreter(path):
    """The interpreter's absolute path; ends the driver where there is none."""
    found = shutil.which(path)
    if found is None:
        sys.exit(f"{path}: no such program (build it, or name one with --interp)")
    return os.path.abspath(found)


def add_interpreters(parser):
    default = os.path.join(ROOT, "build", "krait")
    parser.add_argument("--interp", default=default, help="the Krait to measure (build/krait)")
    parser.add_argument("--reference", default=REFERENCE, help=f"CPython ({REFERENCE})")


def complaint(program, result, small=False):
    """Why this result is wrong in one line, or "" when it is right."""
    if result.status:
        last = result.errors.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
        return f"status {result.status}: {last[0][:150]}"
    want = program.expected(small).splitlines()
    have = result.output.splitlines()
    for number in range(max(len(want), len(have))):
        if want[number : number + 1] != have[number : number + 1]:
            shown = (have[number : number + 1] or [b"(nothing)"])[0].decode("utf-8", "replace")
            return f"line {number + 1} is wrong: {shown[:120]}"
    return "" if result.output == program.expected(small) else "the line ends are wrong"

# SPDX-License-Identifier: MIT
"""The advice for each program of programs/ is the committed one, and --apply keeps what it prints and saves what was said.

    krait check.py [--write] [NAME...]

Runs under Krait. CPython's half is left out where there is no /usr/bin/python3.11.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
CPYTHON = "/usr/bin/python3.11"


def advisor(script, *options):
    """(exit status, what is written to -o) of the advisor."""
    with tempfile.NamedTemporaryFile("r") as out:
        done = subprocess.run([sys.executable, "-m", "krait.slots", "-o", out.name, *options, script],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done, out.read()


def comparable(text):
    """Wider C frames of a check build keep more alive: what is counted at the peak is left to the others."""
    lines = text.splitlines()
    return sorted(l for l in lines if ".py:" in l and "class " not in l) if os.environ.get("MODE") == "check" else lines


def check_advice(name, script, write):
    done, text = advisor(script, "--no-measure")
    path = os.path.join(PROGRAMS, name + ".advice")
    if write:
        with open(path, "w") as f:
            f.write(text)
    with open(path) as f:
        wanted = comparable(f.read())
    text = comparable(text)
    if text == wanted:
        return []
    import difflib

    lines = difflib.unified_diff(wanted, text, "wanted", "got", lineterm="")
    return [f"{name}: the advice differs", *lines, done.stderr.decode()]


def check_applied(name, script):
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        there = ["--cpython=" + CPYTHON] if os.access(CPYTHON, os.X_OK) else []
        done, text = advisor(script, "--json", "--apply", "--copy", folder, *there)
        applied = json.loads(text)["applied"] if text else None
        if not applied:
            return [f"{name}: --apply failed", done.stderr.decode()]
        if not applied["classes"]:
            return [f"{name}: nothing was applied"]
        for where in ("here", *(["cpython"] if there else [])):
            r = applied[where]
            if not r["same"]:
                wrong.append(f"{name}, {where}: the output is not the same")
            if not r["agree"]:
                wrong.append(f"{name}, {where}: predicted {r['predicted']}, measured {r['measured']}")
    return wrong


def main(argv):
    write = "--write" in argv
    names = [a for a in argv if not a.startswith("-")]
    names = names or sorted(n[:-3] for n in os.listdir(PROGRAMS) if n.endswith(".py"))
    failed = 0
    for name in names:
        script = os.path.join(PROGRAMS, name + ".py")
        wrong = check_advice(name, script, write) + check_applied(name, script)
        failed += bool(wrong)
        for line in wrong:
            print(line)
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

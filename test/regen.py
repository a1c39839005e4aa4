"""Writes the expected outputs of test programs by running them under CPython 3.11.

usage: /usr/bin/python3.11 test/regen.py [--check | --new] [PREFIX...]

Every test/**/*.py below a PREFIX (with or without `test/`) that is a test, that is, that has a
.out beside it, gets .out, .err and .status written anew as test/run.c reads them. --new takes in
the programs that have no .out yet; --check writes nothing and names what would change.
Files whose name starts with an underscore, and generators, are never tests.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NOT_TESTS = {"regen.py", "generate.py"}


def directives(path):
    """The words of `# args:` and its like in the first three lines."""
    found = {"args": [], "options": [], "env": [], "stdin": None}
    with open(path, "rb") as file:
        head = file.read(4000).decode("utf-8", "replace").split("\n")[:3]
    for line in head:
        for key in found:
            mark = f"# {key}: "
            if line.startswith(mark):
                rest = line[len(mark):]
                found[key] = rest if key == "stdin" else rest.split()
    return found


def default_status(err):
    return int(b"Traceback (most recent call last):" in err or err.startswith(b'  File "'))


def run(path):
    d = directives(path)
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", LC_ALL="C.UTF-8")
    env.update(pair.split("=", 1) for pair in d["env"])
    stdin = b"" if d["stdin"] is None else (d["stdin"] + "\n").encode()
    done = subprocess.run(
        ["/usr/bin/python3.11", *d["options"], path, *d["args"]],
        input=stdin, capture_output=True, env=env, timeout=60,
    )
    # The repository's own path is left out of what is compared (test/run.c does the same).
    done.stdout, done.stderr = (t.replace(ROOT.encode() + b"/", b"") for t in (done.stdout, done.stderr))
    # The repository's own path is left out, as test/run.c leaves it out of what it compares.
    out, err = (text.replace(ROOT.encode() + b"/", b"") for text in (done.stdout, done.stderr))
    files = {".out": out, ".err": err or None, ".status": None}
    if done.returncode != default_status(err):
        files[".status"] = b"%d\n" % done.returncode
    return path, files


def store(path, files, check):
    """Writes what changed; returns the names."""
    changed = []
    for suffix, data in files.items():
        name = path[:-3] + suffix
        old = None
        if os.path.exists(name):
            with open(name, "rb") as file:
                old = file.read()
        if old == data:
            continue
        changed.append(name)
        if check:
            continue
        if data is None:
            os.remove(name)
        else:
            with open(name, "wb") as file:
                file.write(data)
    return changed


def find(prefixes, new):
    for folder, folders, names in os.walk("test"):
        folders.sort()
        for name in sorted(names):
            path = f"{folder}/{name}"
            if not name.endswith(".py") or name in NOT_TESTS or name.startswith("_"):
                continue
            if prefixes and not any(path.startswith(p) for p in prefixes):
                continue
            if new or os.path.exists(path[:-3] + ".out"):
                yield path


def main(argv):
    os.chdir(ROOT)
    check, new = "--check" in argv, "--new" in argv
    prefixes = [a if a.startswith("test/") else f"test/{a}" for a in argv if a[0] != "-"]
    total = changed = 0
    with ThreadPoolExecutor(2) as pool:
        for path, files in pool.map(run, list(find(prefixes, new))):
            total += 1
            names = store(path, files, check)
            changed += bool(names)
            for name in names:
                print(name)
    print(f"{total} tests, {changed} {'would change' if check else 'changed'}")
    return check and changed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

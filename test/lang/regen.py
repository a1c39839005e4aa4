"""Write (or check) the expected output of the language tests from the reference interpreter.

usage: test/lang/regen.py [--check] [--python PATH] [PREFIX ...]

A test is test/lang/<area>/<name>.py. It is run from the repository root under that relative path.
Its standard output is kept in <name>.out, its standard error, if any, in <name>.err; <name>.status
holds the exit status where test/run could not tell it from <name>.err. PREFIX is matched against
<area>/<name>. With --check nothing is written and differences are listed. Beyond what test/regen.py
does, a test is refused (named, with the reason) when its output is empty, slow to come, holds an
address, changes with the hash seed, or when it writes to standard error without failing (but for
tests named warn_*).
"""

import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFERENCE = "/usr/bin/python3.11"
SLOW_SECONDS = 0.5


def tests(prefixes):
    top = os.path.join(ROOT, "test", "lang")
    for area in sorted(os.listdir(top)):
        folder = os.path.join(top, area)
        if not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".py"):
                continue
            key = f"{area}/{name[:-3]}"
            if not prefixes or any(key.startswith(p) for p in prefixes):
                yield key


def run(python, key, seed="0"):
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8",
           "PYTHONDONTWRITEBYTECODE": "1"}
    start = time.monotonic()
    done = subprocess.run([python, f"test/lang/{key}.py"], cwd=ROOT, env=env, timeout=20,
                          stdin=subprocess.DEVNULL, capture_output=True)
    # The repository's own path is left out of what is compared (test/run.c does the same).
    out, err = (text.replace(ROOT.encode() + b"/", b"") for text in (done.stdout, done.stderr))
    return done.returncode, out, err, time.monotonic() - start


def read(path):
    try:
        with open(path, "rb") as f:
            return f.read()
    except FileNotFoundError:
        return None


def default_status(err):
    """The exit status that test/run expects of a test that has no .status file."""
    return int(b"Traceback (most recent call last):" in err or err.startswith(b'  File "'))


def write(path, data):
    """Make the file hold data; none at all for None."""
    if data is not None:
        with open(path, "wb") as f:
            f.write(data)
    elif os.path.exists(path):
        os.remove(path)


def complaints(key, python):
    """What makes a test unfit: unstable output, an address, stray stderr, a wrong status."""
    status, out, err, seconds = run(python, key)
    found = []
    if status not in (0, 1):
        found.append(f"exit status {status}")
    if status == 0 and err and "/warn_" not in key:
        found.append("stderr without failure: " + err.decode(errors="replace")[:300])
    if b" at 0x" in out + err:
        found.append("an address is printed")
    if seconds > SLOW_SECONDS:
        found.append(f"slow: {seconds:.2f} s")
    if run(python, key, seed="1")[:3] != (status, out, err):
        found.append("output depends on the hash seed")
    if not out and not err:
        found.append("no output")
    return (status, out, err), found


def main(args):
    check = "--check" in args
    python = REFERENCE
    if "--python" in args:
        at = args.index("--python")
        python = args[at + 1]
        del args[at:at + 2]
    prefixes = [a for a in args if not a.startswith("--")]
    total = failed = 0
    for key in tests(prefixes):
        total += 1
        base = os.path.join(ROOT, "test", "lang", key)
        if check:
            status, out, err, _ = run(python, key)
            want_err = read(base + ".err") or b""
            want_status = int(read(base + ".status") or default_status(want_err))
            same = out == read(base + ".out") and err == want_err and status == want_status
            if not same:
                failed += 1
                print("differs:", key)
            continue
        (status, out, err), found = complaints(key, python)
        for text in found:
            failed += 1
            print(f"{key}: {text}")
        write(base + ".out", out)
        write(base + ".err", err or None)
        write(base + ".status", b"%d\n" % status if status != default_status(err) else None)
        if status:
            print(f"{key}: ends by", err.decode(errors="replace").strip().rsplit("\n", 1)[-1])
    print(f"{total} tests, {failed} complaints")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Compares Krait's parser with CPython's.

    differential.py PARSE_DUMP [FILE_OR_DIR ...]     trees (default: the standard library)
    differential.py PARSE_DUMP --errors SNIPPETS     outcomes of snippets (see errors.py)

Digests of CPython's dumps are kept in --cache DIR, because ast.dump is slow.
"""
import argparse
import ast
import hashlib
import os
import subprocess
import sys
import unicodedata
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def oracle(path, cache):
    with open(path, "rb") as f:
        source = f.read()
    key = os.path.join(cache, hashlib.sha1(source).hexdigest()) if cache else None
    if key and os.path.exists(key):
        with open(key) as f:
            return f.read()
    try:
        text = ast.dump(ast.parse(source, path), include_attributes=True)
        got = hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()
    except (SyntaxError, ValueError):
        got = "error"
    if key:
        with open(key, "w") as f:
            f.write(got)
    return got


def names_file(cache):
    path = os.path.join(cache, "names.txt")
    if not os.path.exists(path):
        with open(path, "w") as f:
            for cp in range(0x110000):
                name = unicodedata.name(chr(cp), None)
                if name:
                    f.write(f"{cp:x} {name}\n")
    return path


def files_in(roots):
    for root in roots:
        if os.path.isfile(root):
            yield root
        for folder, _, names in sorted(os.walk(root)):
            yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith(".py"))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program")
    args.add_argument("roots", nargs="*", default=["/usr/lib/python3.11"])
    args.add_argument("--cache", default="/tmp/krait-parser-cache")
    opts = args.parse_args()
    os.makedirs(opts.cache, exist_ok=True)
    files = list(files_in(opts.roots))
    run = subprocess.Popen([opts.program, "--names", names_file(opts.cache), "--batch"],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    passed = failed = 0
    for path in files:
        run.stdin.write(os.fsencode(path) + b"\n")
        run.stdin.flush()
        n = int(run.stdout.readline())
        text = run.stdout.read(n)
        got = hashlib.sha1(text).hexdigest() if n else "error"
        if got == oracle(path, opts.cache):
            passed += 1
        else:
            failed += 1
            print("differs:", path, "(no tree)" if not n else "")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Outcomes of snippets that do not compile.

    errors.py write            makes test/parser/errors.txt anew from snippets.txt and CPython 3.11
    errors.py compare PROGRAM FILE...   compares parse_dump with CPython over snippet files; a .py
                               file stands for the snippets in its doctests and string literals

A snippet file holds "mode TAB source" lines; see parse_dump.c for the escapes.
"""
import ast
import os
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
PARSE_ONLY = 0x400  # ast.PyCF_ONLY_AST
FLAGS = {"types": 0x1000, "incomplete": 0x4000, "nodedent": 0x200, "dump": 0}


def escape(data):
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    out = bytearray()
    for c in data:
        if c == 92:
            out += b"\\\\"
        elif c in b"\n\t\r":
            out += {10: b"\\n", 9: b"\\t", 13: b"\\r"}[c]
        elif c < 32 or c == 127:
            out += b"\\x%02x" % c
        else:
            out.append(c)
    return bytes(out)


def unescape(data):
    def one(m):
        s = m.group(1)
        return bytes([int(s[1:], 16)]) if len(s) == 3 else {b"n": b"\n", b"t": b"\t", b"r": b"\r"}.get(s, s)
    return re.sub(rb"\\(x..|.)", one, data)


def outcome(mode, source):
    mode, *flags = mode.split("+")
    try:
        tree = compile(source, "<f>", mode, PARSE_ONLY | sum(FLAGS[f] for f in flags),
                       dont_inherit=True)
        if "dump" in flags:
            return escape(ast.dump(tree, include_attributes=True))
    except SyntaxError as e:
        def show(x):
            return b"-" if x is None else b"%d" % x
        return b"\t".join([type(e).__name__.encode(), show(e.lineno), show(e.offset),
                           show(e.end_lineno), show(e.end_offset), escape(e.msg),
                           b"-" if e.text is None else escape(e.text)])
    except Exception as e:
        return type(e).__name__.encode() + b"\t" + escape(str(e))
    return b"ok"


def snippets_in(path):
    with open(path, "rb") as f:
        data = f.read()
    if not path.endswith(".py"):
        for line in data.split(b"\n"):
            mode, tab, source = line.partition(b"\t")
            if tab and not line.startswith(b"#"):
                yield mode.decode(), unescape(source.partition(b"\t")[0])
        return
    texts = {n.value for n in ast.walk(ast.parse(data))
             if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    import doctest
    parser = doctest.DocTestParser()
    for text in sorted(texts):
        if ">>>" in text:
            try:
                for example in parser.get_examples(text):
                    yield "single", example.source.encode("utf-8", "surrogatepass")
                    yield "exec", example.source.encode("utf-8", "surrogatepass")
            except ValueError:
                pass
        elif len(text) < 4000:
            yield "exec", text.encode("utf-8", "surrogatepass")


def write():
    with open(os.path.join(HERE, "errors.txt"), "wb") as out:
        out.write(b"# mode, source, outcome; made by errors.py from snippets.txt\n")
        for mode, source in snippets_in(os.path.join(HERE, "snippets.txt")):
            out.write(mode.encode() + b"\t" + escape(source) + b"\t" + outcome(mode, source) + b"\n")


def compare(program, paths):
    passed = failed = 0
    for path in paths:
        todo = [(m, s) for m, s in snippets_in(path) if b"\0" not in s]
        lines = b"".join(m.encode() + b"\t" + escape(s) + b"\n" for m, s in todo)
        run = subprocess.run([*program, "--snippets"], input=lines, stdout=subprocess.PIPE)
        got = run.stdout.split(b"\n")
        if run.returncode:
            print(f"{path}: exit status {run.returncode} after {len(got) - 1} snippets")
            print("  at", todo[len(got) - 1])
        for (mode, source), g in zip(todo, got):
            want = outcome(mode, source)
            if want == g:
                passed += 1
                continue
            failed += 1
            sys.stdout.buffer.write(b"%s %s\n  want %s\n  got  %s\n" % (
                mode.encode(), escape(source)[:300], want[:400], g[:400]))
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write()
    else:
        sys.exit(compare(sys.argv[2].split(), sys.argv[3:]))

#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Breaks pieces of real programs at random and compares what is said about them.

    mutate.py PARSE_DUMP COUNT [SEED] [FILE ...]

Prints the snippets whose outcome differs from CPython 3.11's; a snippet is a few statements of a
library file with one token removed, doubled, replaced or moved.
"""
import glob
import io
import os
import random
import sys
import tempfile
import tokenize

import errors

OPS = ("( ) [ ] { } : , ; . = == := + - * ** / // % @ & | ^ ~ < > <= >= != -> += ... if else for in "
       "not and or is lambda yield await async def class return pass del import from as with while "
       "try except finally raise global nonlocal assert None True x 1 'a' f'{x}' print match case _ "
       "! ? $ \\ # \n \t").split(" ")


def pieces(path, rng):
    """Some runs of whole top-level statements of a file."""
    with tokenize.open(path) as f:
        lines = f.readlines()
    starts = [i for i, line in enumerate(lines) if line[:1] not in " \t\n#)]}\"'"]
    for _ in range(8):
        if len(starts) < 3:
            return
        i = rng.randrange(len(starts) - 1)
        j = min(len(starts) - 1, i + rng.randint(1, 3))
        text = "".join(lines[starts[i]:starts[j]])
        if len(text) < 3000:
            yield text


def mutate(text, rng):
    try:
        toks = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.string.strip()]
    except (tokenize.TokenError, SyntaxError):
        return None
    if not toks:
        return None
    lines = text.splitlines(True)
    offset = [0]
    for line in lines:
        offset.append(offset[-1] + len(line))
    t = rng.choice(toks)
    a, b = offset[t.start[0] - 1] + t.start[1], offset[t.end[0] - 1] + t.end[1]
    kind = rng.randrange(6)
    if kind == 0:
        return text[:a] + text[b:]
    if kind == 1:
        return text[:b] + " " + t.string + text[b:]
    if kind == 2:
        return text[:a] + rng.choice(OPS) + text[b:]
    if kind == 3:
        return text[:a] + rng.choice(OPS) + " " + text[a:]
    if kind == 4:
        return text[:a] + rng.choice(toks).string + " " + text[a:]
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(["", " ", "\n", "(", ")", "'", '"', "\\", ":"]) + text[at + 1:]


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    files = sys.argv[4:] or sorted(glob.glob("/usr/lib/python3.11/*.py") +
                                   glob.glob("/usr/lib/python3.11/*/*.py"))
    rng = random.Random(seed)
    with tempfile.NamedTemporaryFile("wb", suffix=".txt", delete=False) as out:
        while count > 0:
            try:
                for text in pieces(rng.choice(files), rng):
                    broken = mutate(text, rng)
                    if broken and "\0" not in broken:
                        out.write(b"exec\t" + errors.escape(broken) + b"\n")
                        count -= 1
            except (SyntaxError, UnicodeError):
                pass
    failed = errors.compare(program.split(), [out.name])
    os.unlink(out.name)
    return failed


if __name__ == "__main__":
    sys.exit(main())

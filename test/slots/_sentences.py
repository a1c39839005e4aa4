"""Checks that every sentence of the language reference on __slots__ is quoted by a test.

usage: /usr/bin/python3.11 test/slots/_sentences.py [REFERENCE]

REFERENCE is the data model page in HTML; Debian's package python3.11-doc has it.
"""

import glob
import html
import os
import re
import sys

PAGE = "/usr/share/doc/python3.11/html/reference/datamodel.html"


def plain(text):
    return re.sub(r"\s+", " ", text)


def sentences(page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    start = text.index('id="slots"')
    text = text[start:text.index("3.3.3.", start)]
    for block in re.findall(r"<p>(.*?)</p>", text, re.S):
        block = plain(html.unescape(re.sub(r"<[^>]+>", "", block)))
        yield from re.split(r"(?<=[.)])\s+(?=[A-Z_])", block)


def comments(folder):
    for path in glob.glob(os.path.join(folder, "**", "*.py"), recursive=True):
        with open(path, encoding="utf-8") as file:
            lines = [line[2:] for line in file.read().split("\n") if line.startswith("# ")]
        yield plain(" ".join(lines))


def main():
    page = sys.argv[1] if len(sys.argv) > 1 else PAGE
    quoted = list(comments(os.path.dirname(os.path.abspath(__file__))))
    missing = [s for s in sentences(page) if not any(s.strip(" .") in q for q in quoted)]
    for sentence in missing:
        print("not quoted:", sentence)
    print(f"{len(list(sentences(page)))} sentences, {len(missing)} not quoted")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())

"""Prints what follows the locales that are named as arguments."""

import _locale
import decimal
import locale
import os
import re
import struct
import sys
import tempfile
import time

WORDS = "B a é z ä Z ı i cote côté 水 आ".split()
NUMBERS = 1234567.891, 1234567, -12, 1e22, 0.5, 12 + 3j, decimal.Decimal("1234567.891")
KEYS = {name: value for name, value in vars(_locale).items()
        if isinstance(value, int) and value > 12 and name != "CHAR_MAX"}


# Made before any locale is set, and to follow each.
PATTERNS = [re.compile(p) for p in (rb"(?Li)\xe4", rb"(?L)\w", rb"(?L)[\w-]", rb"(?L)[^\W]x?", rb"(?Li)[\xe0-\xe5]",
                                    rb"(?Li)(\xe4)\1", rb"(?L)\b\xe4", rb"(?L)a*[\w]+\Z")]


def show(name, f, *args):
    try:
        print(name, ascii(f(*args)))
    except Exception as error:
        print(name, type(error).__name__, ascii(str(error)))


def everything(numbers=NUMBERS):
    show("encoding", _locale.getencoding)
    show("conventions", _locale.localeconv)
    for name, key in sorted(KEYS.items()):
        show(name, _locale.nl_langinfo, key)
    show("order", lambda: sorted(WORDS, key=_locale.strxfrm))
    for word in WORDS:
        show("collated", lambda: [(_locale.strcoll(word, other) > 0) - (_locale.strcoll(word, other) < 0)
                                  for other in WORDS])
    show("time", time.strftime, "%A %B %x %X é %p %c", (2024, 3, 4, 15, 6, 7, 0, 64, 0))
    for number in numbers:
        for spec in "n", "15n", "015n", "*^20n", "+.3n":
            show(f"{number!r} {spec}", format, number, spec)
    show("grouped", locale.format_string, "%.2f", 1234567.891, True)
    show("float", lambda: (float("1.5"), repr(0.5), "%.1f" % 0.5, f"{1234.5:,}", locale.str(1.5)))
    for pattern in PATTERNS:
        show(pattern.pattern, lambda: [c for c in range(256) if pattern.search(bytes([c, c]))])
        show("at once", lambda: [c for c in range(256) if pattern.match(bytes([c, c]))])
    show("message", _locale.gettext, "Unknown error")


def write_catalog(folder, language, messages):
    """A catalog of domain "things" as msgfmt makes it, of few messages."""
    pairs = sorted((a.encode(), b.encode()) for a, b in messages.items())
    at, tables, texts = 28 + 16 * len(pairs), [[], []], b""
    for side in 0, 1:
        for pair in pairs:
            tables[side] += len(pair[side]), at + len(texts)
            texts += pair[side] + b"\0"
    folder = os.path.join(folder, language, "LC_MESSAGES")
    os.makedirs(folder)
    with open(os.path.join(folder, "things.mo"), "wb") as file:
        file.write(struct.pack("<7I", 0x950412de, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, at))
        file.write(struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + texts)


def translations():
    show("translated", lambda: [_locale.dgettext("things", text) for text in ("water", "green", "no", "")])
    show("domain", _locale.dcgettext, "things", "water", _locale.LC_TIME)
    show("other domain", _locale.dgettext, "others", "water")
    show("current domain", lambda: (_locale.textdomain("things"), _locale.gettext("green"),
                                    _locale.textdomain("messages"), _locale.gettext("green")))


folder = tempfile.mkdtemp()
header = "Project-Id-Version: things\nContent-Type: text/plain; charset=UTF-8\n"
write_catalog(folder, "fr", {"": header, "water": "l\u2019eau", "green": "vert"})
write_catalog(folder, "de_DE", {"": header, "water": "Wasser", "green": "gr\xfcn"})
_locale.bindtextdomain("things", folder)
for wanted in [*sys.argv[1:], "no_such_locale"]:
    show(wanted, _locale.setlocale, _locale.LC_ALL, wanted)
    everything()
    translations()
    for category in range(6):
        show(category, _locale.setlocale, category)
for category, wanted in zip(range(5), sys.argv[1:]):
    show(wanted, _locale.setlocale, category, wanted)
show("mixed", _locale.setlocale, _locale.LC_ALL)
everything(NUMBERS[:-1])  # CPython's decimal refuses text in another encoding than LC_CTYPE's
translations()

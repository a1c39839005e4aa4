# A program that starts with LC_ALL=C has that locale, whose encoding is ASCII (library, locale; PEP 540).
# differs: by design, files are UTF-8 whatever the locale is, so LC_CTYPE starts as C.UTF-8 also with LC_ALL=C, and no UTF-8 mode is needed
# env: LC_ALL=C
import locale
import os
import sys

print(locale.setlocale(locale.LC_CTYPE), locale.getencoding(), sys.flags.utf8_mode)
with open(os.devnull) as file:
    print(file.encoding.lower())

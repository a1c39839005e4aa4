# locale.getencoding() is the encoding of the locale that the program started with (library, locale).
import locale
import os

for name in "LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE":
    os.environ.pop(name, None)
with open(os.devnull) as file:
    print(locale.getencoding() == file.encoding)
print(locale.setlocale.__module__)

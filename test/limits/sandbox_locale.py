# Without grants there are the C locales, nothing in files, and nothing that the environment names.
# ends: done
# prints: C.UTF-8 UTF-8
# prints: C
# prints: de_DE.UTF-8 unsupported locale setting
# prints: ../../../tmp/locale unsupported locale setting
# prints: C 1234567.5 ['.', '']

import _locale

print(_locale.setlocale(_locale.LC_CTYPE), _locale.getencoding())
print(_locale.setlocale(_locale.LC_ALL, ""))
for name in "de_DE.UTF-8", "../../../tmp/locale":
    try:
        print(_locale.setlocale(_locale.LC_ALL, name))
    except _locale.Error as error:
        print(name, error)
conventions = _locale.localeconv()
print(_locale.setlocale(_locale.LC_ALL), format(1234567.5, ".8n"),
      [conventions[name] for name in ("decimal_point", "thousands_sep")])

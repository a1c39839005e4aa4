# _locale: setlocale by category and for all of them, what the C locales say, order, domains, errors (library, locale).
import _locale


def tried(f, *args):
    try:
        print(f.__name__, args, repr(f(*args)))
    except (TypeError, ValueError, OverflowError, _locale.Error) as e:
        print(f.__name__, args, type(e).__name__, e)


for name, value in sorted(vars(_locale).items()):
    if isinstance(value, int):
        print(name, value, end=" ")
print()
everything = "".join(f"LC_{name}=C;" for name in (
    "CTYPE NUMERIC TIME COLLATE MONETARY MESSAGES PAPER NAME ADDRESS TELEPHONE MEASUREMENT "
    "IDENTIFICATION").split())[:-1]
setlocale = _locale.setlocale
for category in -1, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 12345:
    tried(setlocale, category)
    tried(setlocale, category, "C")
    tried(setlocale, category, None)
for name in ("POSIX", "C.UTF-8", "C.utf8", "no_such", "", "a/b", "..", "x" * 300, "C\0D",
             "LC_CTYPE=C;LC_NUMERIC=C.UTF-8", everything.replace("C;", "C.UTF-8;", 1), ";", "=;"):
    tried(setlocale, 6, name)
    tried(setlocale, 0)
    tried(setlocale, 1)
for args in (("a",), (0, 1), (), (0, b"C"), (1 << 40,), (1.0,), (0, "C", "C")):
    tried(setlocale, *args)
setlocale(_locale.LC_ALL, "C")
tried(_locale.getencoding)
tried(setlocale, _locale.LC_CTYPE, "C.UTF-8")
tried(_locale.getencoding)
tried(setlocale, _locale.LC_ALL)
print(_locale.localeconv())
for name, value in sorted(vars(_locale).items()):
    if isinstance(value, int) and value > 12 and name != "CHAR_MAX":
        print(name, repr(_locale.nl_langinfo(value)))
for key in -1, 0, 99999, "a", 1 << 40:
    tried(_locale.nl_langinfo, key)
for pair in (("a", "c"), ("c", "a"), ("a", "a"), ("", "a"), ("é", "z"), ("a\0", "b"), ("a", 1),
             (1, "a"), ("\ud800", "a"), ("\U0010ffff", "\uffff"), ("a",)):
    tried(_locale.strcoll, *pair)
for text in "a", "", "éz", "a\0b", 1, "\ud800", "\U0010ffff":
    tried(_locale.strxfrm, text)
print(sorted("b Ab aB é É z 1".split(), key=_locale.strxfrm))
for domain in None, "", "dom", "a\0b", None, 1, "messages":
    tried(_locale.textdomain, domain)
for args in (("", None), ("dom", None), ("dom", "/nowhere"), ("dom", None), ("other", None),
             ("dom", 1), ("dom", b"/x"), ("dom", "a\0b"), (1, None), ("dom", "rel")):
    tried(_locale.bindtextdomain, *args)
for args in ("dom", None), ("dom", "UTF-8"), ("dom", None), ("", None), (1, None), ("dom", 1):
    tried(_locale.bind_textdomain_codeset, *args)
for message in "message", "", "é", 1, "a\0":
    tried(_locale.gettext, message)
for args in (None, "m"), ("dom", "m"), (1, "m"), ("dom", 1):
    tried(_locale.dgettext, *args)
for args in (None, "m", 5), ("dom", "m", 0), ("dom", "m", "x"), ("dom", "m", 99), ("dom", "m", 6):
    tried(_locale.dcgettext, *args)
print(_locale.Error.__mro__, _locale.Error.__module__)

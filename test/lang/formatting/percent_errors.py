# % formatting errors: count, types, mapping, unknown characters (library, printf-style).
class F:
    def __float__(self): return 1.5
class I:
    def __int__(self): return 7
    def __index__(self): return 9
class N:
    def __int__(self): return 7
for fmt, arg in (("%d", ()), ("%d %d", (1,)), ("%d", (1, 2)), ("%s", ()), ("no", 1), ("no", (1,)),
                 ("%d", "x"), ("%d", None), ("%d", [1]), ("%x", 1.5), ("%x", "a"), ("%o", 1.0),
                 ("%f", "x"), ("%f", None),
                 ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%c", 1.5), ("%c", ""), ("%c", None),
                 ("%z", 1), ("%", 1), ("%5", 1), ("%(a)s", 1), ("%(a)s", (1,)), ("%(a)s", {}),
                 ("%(a", {"a": 1}), ("%(a)s %s", {"a": 1}),
                 ("%*d", ("x", 1)), ("%.*f", ("x", 1)), ("%*d", (1,)), ("%s %(a)s", {"a": 1}),
                 ("%d", F()), ("%f", F()), ("%d", I()), ("%x", I()), ("%d", N()), ("%x", N()),
                 ("%é", 1), ("%-", 1), ("% ", 1),
                 ("%.d", 5), ("%s", (1, 2)), ("%d%%", 5), ("%99999999999999999999d", 1),
                 ("%.99999999999999999999f", 1), ("%y", ()), ("%\n", 1), ("%(a)d", {"a": "s"}),
                 ("%s%s", "ab"), ("%d", "5"), ("%i", 1j), ("%e", 1j)):
    try:
        print(repr(fmt), repr(fmt % arg))
    except Exception as e:
        print(repr(fmt), "->", type(e).__name__, e)

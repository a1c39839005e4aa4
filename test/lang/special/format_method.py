# format(), str.format and f-strings call __format__ with the spec; it must return str (3.3.1).
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
f = F()
print(format(f), format(f, "a b"), f"{f:>{5}}", "{:x{}}".format(f, 1), f"{f!s:>5}", "%s" % f)
class Bad:
    def __format__(self, spec): return 5
class P:
    def __str__(self): return "P"
for g in (lambda: format(Bad()), lambda: f"{Bad()}", lambda: "{}".format(Bad()),
          lambda: format(P(), "x"), lambda: f"{P():>5}",
          lambda: format(1, 2), lambda: format(None, "s"), lambda: format([], "d"),
          lambda: format(1, "zz"), lambda: f"{'a':d}",
          lambda: format(object, ">3")):
    try:
        print(g())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(format(P()), format(P(), ""), f"{P()!s:>4}|", f"{P()!r:.0}|", format(None), format([1]))
class S(str):
    def __format__(self, spec): return "S:" + spec
print(f"{S('x')}", f"{S('x'):5}", "{0}".format(S("x")), type(format(S("y"))).__name__)
class I(int):
    def __str__(self): return "I!"
print(f"{I(5)}", f"{I(5):d}", f"{I(5):3}", format(I(5), ""), f"{True}", f"{True:d}", f"{True:5}|")

# is compares identity: None, True, False, Ellipsis and NotImplemented are singletons; interning where guaranteed (6.10.3).
print(None is None, True is True, ... is Ellipsis, NotImplemented is NotImplemented,
      type(None)() is None, bool(1) is True, (1 == 1) is True)
print(not None is True, (not 0) is True, type(...)() is ...,
      type(NotImplemented)() is NotImplemented)
x = [1]; y = x
print(x is y, x is not y[:], x[:] is x, (t := (1, 2)) is t, t[:] is t, tuple(t) is t,
      str(s := "abc") is s, s[:] is s, frozenset(f := frozenset({1})) is f)
print(list(x) is x, dict(d := {}) is d, set(e := {1}) is e, int(n := 10 ** 30) is n, +n is n,
      float(g := 1.5) is g, bytes(b := b"ab") is b)
def f(): pass
print(f is f, f.__code__ is f.__code__, f.__globals__ is globals(), f.__get__(1) is f.__get__(1),
      len is len, [].append is [].append)
class A:
    def m(self): pass
a = A()
print(A is A, a.m is a.m, a.m == a.m, A.m is A.m, a.__class__ is A, type(a) is A, type(A) is type)
for typ in (type(None), type(...), type(NotImplemented)):
    try:
        typ(1)
    except TypeError as e:
        print(e)
for src in ("None = 1", "True += 1", "def None(): pass", "class True: pass", "x.None = 1",
            "for False in x: pass", "f(True=1)", "lambda None: 0", "import None", "del None",
            "with a as True: pass", "global None", "from a import None",
            "try: pass\nexcept E as None: pass"):
    try:
        compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e:
        print(repr(src), "->", e.msg)
print(id(None) == id(None), id(a) == id(a), None.__class__, bool(None), repr(None))

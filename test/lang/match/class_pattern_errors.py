# Wrong __match_args__, too many positionals and non-classes raise TypeError (8.6.4.10).
class A:
    __match_args__ = ("a",)
    a = 1
class B: pass
class C: __match_args__ = ["a"]
class D: __match_args__ = (1,)
class E: __match_args__ = ("x", "x"); x = 1
class F:
    __match_args__ = ("m",)
    @property
    def m(self): raise AttributeError("hidden")
class G:
    __match_args__ = ("m",)
    @property
    def m(self): raise ValueError("passes")
not_class = 5
for obj, src in ((A(), "A(1, 2)"), (B(), "B(1)"), (C(), "C(1)"), (D(), "D(1)"), (E(), "E(1, 1)"),
                 (A(), "A(1, a=1)"), (F(), "F(m=1)"), (F(), "F(1)"),
                 (G(), "G(m=1)"), (5, "not_class()"), (5, "int(1, 2)"), (5, "int(5)"),
                 (5, "int(real=5, imag=0)"), ("x", "str(y)"), ({}, "dict()"),
                 (5, "object()"), (5, "object(x)"), (B(), "B()"), (5, "int(bad=1)"), (A(), "A(2)"),
                 (5, "B(1)"), ((1,), "tuple((x,))")):
    try:
        ns = dict(globals(), obj=obj)
        exec(f"match obj:\n case {src}: r = 'match'\n case _: r = 'no match'", ns)
        print(src, ns["r"])
    except (TypeError, ValueError) as e:
        print(src, "->", type(e).__name__, e)

# An unknown keyword argument and one given twice each have their own error text (6.3.4).
def f(a, b=0): return a, b
def g(a, *args, b=0): return a, args, b

class C:
    def m(self, p): return p
    @staticmethod
    def s(q): return q
    @classmethod
    def c(cls, r): return r

for call in (lambda: f(1, x=2), lambda: f(x=2), lambda: f(1, a=2), lambda: f(1, 2, b=3),
             lambda: g(1, a=2), lambda: g(1, 2, 3, c=4), lambda: C().m(1, self=2),
             lambda: C().m(q=1), lambda: C.s(r=1), lambda: C.c(s=1), lambda: C.c(cls=1),
             lambda: f(**{"a": 1, "zz": 2}), lambda: C(1), lambda: C(a=1)):
    try:
        print(call())
    except TypeError as e:
        print(e)

# Slots live outside __dict__; a subclass without __slots__ has both (3.3.2.4).
class S:
    __slots__ = ("s", "t")
class D(S):
    def __init__(self):
        self.s = 1
        self.d = 2
x = D()
print(x.__dict__, x.s)
x.__dict__["s"] = "shadowed by the slot"
print(x.s, x.__dict__)
del x.s
try:
    x.s
except AttributeError as e:
    print(e)
x.__dict__ = {"d": "new"}
x.s = 5
print(x.s, x.d, vars(x))
del x.__dict__
print(x.s, vars(x))
class E(S):
    __slots__ = ("__dict__", "u")
e = E()
e.u = 1; e.v = 2; e.s = 3
print(vars(e), e.u, e.s)
class F(D):
    __slots__ = ("f",)
f = F()
f.f = 1; f.g = 2
print(vars(f), f.f)
y = D()
y.__class__, x.__class__ = type(x), type(y)
print(type(y).__name__)

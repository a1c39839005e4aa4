# Class patterns honour __instancecheck__, abstract registration style and __class__ (8.6.4.10).
class Even(type):
    def __instancecheck__(cls, v): return type(v) is int and v % 2 == 0
class E(metaclass=Even): pass
class Proxy:
    def __init__(self, t): self.t = t
    @property
    def __class__(self): return self.t
def f(v):
    match v:
        case E(): return "even"
        case int(x): return "int", type(x).__name__
        case str(): return "str"
        case list(): return "list"
        case _: return "other"
print(f(2), f(3), f(Proxy(str)), f(Proxy(int)), f(Proxy(list)), f(True), f("x"), f(2.0))
class Bad(type):
    def __instancecheck__(cls, v): raise RuntimeError("check")
class B(metaclass=Bad): pass
try:
    match 1:
        case B(): pass
except RuntimeError as e:
    print(e)
match Proxy(list):
    case [*_]: print("sequence?")
    case _: print("layout decides sequences")
class Sub(str):
    __match_args__ = ("upper_",)
    @property
    def upper_(self): return self.upper()
match Sub("abc"):
    case Sub("ABC"): print("own match args win")
match Sub("abc"):
    case str("abc"): print("as str matches itself")

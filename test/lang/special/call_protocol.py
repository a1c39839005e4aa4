# __call__ on the type makes instances callable with any arguments; nesting is unbounded in spirit (3.3.6).
class C:
    def __call__(self, *a, **k): return a, k
class K:
    __call__ = lambda self, x=1: x * 2
class S:
    @staticmethod
    def __call__(x): return ("static", x)
class M:
    @classmethod
    def __call__(cls, x): return (cls.__name__, x)
class Inner:
    __call__ = C()
class Type:
    __call__ = int
print(C()(1, *[2], z=3, **{"q": 4}), K()(), K()(4), S()(1), M()(2), Inner()(5), Type()("12"))
print(callable(C()), callable(C), callable(S()), list(map(K(), [1, 2])), sorted([3, 1], key=K()))
class NoneCall:
    __call__ = None
try:
    NoneCall()()
except TypeError as e:
    print(e)
print(callable(NoneCall()))
class Deco:
    def __init__(self, fn): self.fn, self.n = fn, 0
    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)
@Deco
def f(x): return x + 1
print(f(1), f(2), f.n)
try:
    K()(1, 2)
except TypeError as e:
    print(e)
print(C().__call__(1), C.__call__(C(), 2))

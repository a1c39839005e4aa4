# Attribute lookup walks the MRO; bases may be changed and lookups follow (3.3.2).
class A:
    def f(self): return "A.f"
    def g(self): return "A.g " + self.f()
class B(A):
    def f(self): return "B.f"
b = B()
print(b.g(), A.f(b), A().g())
A.h = lambda self: "A.h"
print(b.h())
B.h = lambda self: "B.h > " + A.h(self)
print(b.h())
del B.h
print(b.h())
A.f, old = (lambda self: "patched"), A.f
print(A().g(), b.g(), old(b))
class P:
    def f(self): return "P.f"
class C(A): pass
c = C()
print(c.f())
C.__bases__ = (P,)
print(c.f(), C.__mro__[1].__name__, isinstance(c, A), isinstance(c, P))
print([k.__name__ for k in A.__subclasses__()], [k.__name__ for k in P.__subclasses__()])

# __subclasses__ lists live direct subclasses in creation order (3.2).
import gc
class Base: pass
class A(Base): pass
class B(Base): pass
class C(A): pass
print([c.__name__ for c in Base.__subclasses__()], [c.__name__ for c in A.__subclasses__()])
def tmp():
    class Gone(Base): pass
    return len(Base.__subclasses__())
print(tmp())
gc.collect()
print([c.__name__ for c in Base.__subclasses__()])
B.__bases__ = (A,)
print([c.__name__ for c in Base.__subclasses__()], [c.__name__ for c in A.__subclasses__()])
print(type.__subclasses__(Base) == Base.__subclasses__(), bool in int.__subclasses__())
try:
    type.__subclasses__(5)
except TypeError as e:
    print(e)

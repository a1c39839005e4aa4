# The hidden variable of a shadowed slot is traced, too.
import gc
from _weakref import ref
class A:
    __slots__ = ("x",)
class B(A):
    __slots__ = ("x",)
class Thing:
    pass
def fill(b):
    A.x.__set__(b, Thing())
    b.x = 1
    return ref(A.x.__get__(b))
b = B()
r = fill(b)
gc.collect()
print(r() is not None, r() is A.x.__get__(b))
A.x.__delete__(b)
gc.collect()
print(r(), b.x)

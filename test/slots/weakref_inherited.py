# Weak references of a slotted parent work for a slotted child; child without slots gets its own.
from _weakref import ref
class A:
    __slots__ = ("__weakref__", "a")
class B(A):
    __slots__ = ("b",)
class C:
    __slots__ = ()
class D(C):
    pass
b, d = B(), D()
print(ref(b)() is b, ref(d)() is d)
print("__weakref__" in B.__dict__, "__weakref__" in D.__dict__)
print(hasattr(b, "__dict__"), hasattr(d, "__dict__"))

# Slot wrappers, members and getsets in a class they do not belong to; comparisons that cannot be bound.
class A(int):
    __eq__ = str.__eq__
    __add__ = str.__add__
    __len__ = list.__len__
    __getitem__ = tuple.__getitem__
    real = complex.__dict__["imag"]
a = A(5)
def tried(f):
    try:
        print(f())
    except TypeError as e:
        print(e)
tried(lambda: a == a)
tried(lambda: a + a)
tried(lambda: len(a))
tried(lambda: a[0])
tried(lambda: a.real)

class B:
    @property
    def __eq__(self):
        raise AttributeError("no")
    __lt__ = property(lambda self: 1 / 0)
b = B()
print(b == b, b == 3, b != B())
tried(lambda: b < b)
tried(lambda: range((1 << 63) - 1).__len__())

class P:
    __slotnames__ = ["spam"]
    def __getattr__(self, name):
        if name == "spam":
            return 42
        raise AttributeError(name)
print(P().__reduce_ex__(2)[2])
class Q:
    def __getattr__(self, name):
        print("asked", name)
print(Q().__reduce_ex__(2)[2])

import types
class Loader:
    def module_repr(self, m): return "<a module %s>" % m.__name__
m = types.ModuleType("m")
m.__loader__ = Loader()
print(m)

# __bases__ may be exchanged only for a base of the same layout.
class A:
    __slots__ = ("x",)
    tag = "A"
class B:
    __slots__ = ("x",)
    tag = "B"
class W:
    __slots__ = ("x", "y")
class C(A):
    __slots__ = ()
c = C()
c.x = 1
print(c.tag)
try:
    C.__bases__ = (W,)
except TypeError as e:
    print(e)
class A2(A):
    __slots__ = ()
    tag = "A2"
C.__bases__ = (A2,)
print(c.tag, c.x, [k.__name__ for k in C.__mro__])

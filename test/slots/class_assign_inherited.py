# Layouts are compared with bases: same names at the same level under the same base.
class Base:
    __slots__ = ("b",)
class A(Base):
    __slots__ = ("x",)
class B(Base):
    __slots__ = ("x",)
class Flat:
    __slots__ = ("b", "x")
class A2(A):
    __slots__ = ()
class A3(A2):
    __slots__ = ()
o = A()
o.b, o.x = 1, 2
for cls in (B, A2, A3, A, Flat, Base):
    try:
        o.__class__ = cls
        print(type(o).__name__, o.b, o.x)
    except TypeError as e:
        print(e)

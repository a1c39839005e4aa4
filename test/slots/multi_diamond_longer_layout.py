# The base with the longest layout wins whatever its place.
class A:
    __slots__ = ("a",)
class B(A):
    __slots__ = ("b",)
class C(B):
    __slots__ = ("c",)
class M1(A):
    __slots__ = ()
class X(M1, C):
    __slots__ = ("x",)
x = X()
x.a, x.b, x.c, x.x = 1, 2, 3, 4
print(x.a, x.b, x.c, x.x, X.__base__.__name__)
class Y(C, M1):
    pass
y = Y()
y.a, y.c, y.free = 1, 2, 3
print(y.a, y.c, y.__dict__, Y.__base__.__name__)

# A chain of empty slots ends without a dictionary; one plain class in it brings it back.
class A:
    __slots__ = ()
class B(A):
    __slots__ = ()
class C(B):
    __slots__ = []
class D(C):
    pass
class E(D):
    __slots__ = ()
for cls in (A, B, C, D, E):
    print(cls.__name__, hasattr(cls(), "__dict__"))
e = E()
e.x = 1
print(e.__dict__)

# Slotted classes of unrelated metaclasses cannot be combined.
class M1(type):
    pass
class M2(type):
    pass
class A(metaclass=M1):
    __slots__ = ()
class B(metaclass=M2):
    __slots__ = ()
try:
    class C(A, B):
        __slots__ = ()
except TypeError as e:
    print(e)
class M3(M1, M2):
    pass
class D(A, B, metaclass=M3):
    __slots__ = ("d",)
d = D()
d.d = 1
print(type(D).__name__, d.d)

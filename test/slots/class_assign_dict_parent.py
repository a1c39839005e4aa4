# Children of slotted classes with a dictionary each.
class A:
    __slots__ = ("x",)
class B:
    __slots__ = ("x",)
class AP(A):
    pass
class BP(B):
    pass
class AQ(A):
    pass
o = AP()
o.x, o.free = 1, 2
for cls in (AQ, BP, A, AP):
    try:
        o.__class__ = cls
        print(type(o).__name__, o.x, o.__dict__)
    except TypeError as e:
        print(e)

# "Multiple inheritance with multiple slotted parent classes can be used, but only one parent is
# allowed to have attributes created by slots (the other bases must have empty slot layouts) -
# violations raise TypeError."
class A:
    __slots__ = ("a",)
class B:
    __slots__ = ("b",)
class A2(A):
    __slots__ = ()
class B2(B):
    __slots__ = ()
for bases in ((A, B), (B, A), (A2, B), (A2, B2)):
    for ns in ({}, {"__slots__": ()}):
        try:
            type("C", bases, ns)
        except TypeError as e:
            print(e)

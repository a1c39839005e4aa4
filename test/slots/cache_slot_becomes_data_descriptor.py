# A descriptor assigned to a base after use is seen by instances of a slotted child.
class A:
    __slots__ = ()
class B(A):
    __slots__ = ("x",)
def read(o):
    return getattr(o, "x", "none"), o.y if hasattr(o, "y") else "none"
b = B()
b.x = 1
print([read(b) for _ in range(3)])
A.x = A.y = property(lambda self: "from A")
print([read(b) for _ in range(3)])
del B.x
print(read(b))
del A.x
print(read(b))

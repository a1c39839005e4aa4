# A default in a parent class is hidden by the child's slot.
class A:
    x = "default"
class B(A):
    __slots__ = ("x",)
b = B()
try:
    b.x
except AttributeError as e:
    print(e)
b.x = 1
print(b.x, A.x, super(B, b).x)
del b.x
print(hasattr(b, "x"), b.__dict__)

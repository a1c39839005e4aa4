# A child that sets a class attribute gives the default, and hides the inherited slot.
class A:
    __slots__ = ("x",)
    def __init__(self, x):
        self.x = x
class B(A):
    x = "default"
    def __init__(self):
        pass
b = B()
print(b.x)
b.x = "own"
print(b.x, b.__dict__, hasattr(A.x, "__get__"))
try:
    A.x.__get__(b)
except AttributeError as e:
    print(e)

# "If a class defines a slot also defined in a base class, the instance variable defined by the
# base class slot is inaccessible (except by retrieving its descriptor directly from the base
# class)."
class A:
    __slots__ = ("x",)
    def a_x(self):
        return A.x.__get__(self)

class B(A):
    __slots__ = ("x",)

b = B()
b.x = "in B"
print(b.x, B.x is A.x)
try:
    b.a_x()
except AttributeError as e:
    print(e)
A.x.__set__(b, "in A")
print(b.x, b.a_x(), super(B, b).x)
del b.x
print(hasattr(b, "x"), b.a_x())

# A child may replace a slot of its parent by a method, a value or a property.
class A:
    __slots__ = ("x", "y", "z")
class B(A):
    __slots__ = ()
    x = "class value"
    def y(self):
        return "method"
    @property
    def z(self):
        return "property"
b = B()
print(b.x, b.y(), b.z)
for n in "xyz":
    try:
        setattr(b, n, 1)
    except AttributeError as e:
        print(e)
A.x.__set__(b, 5)
print(b.x, A.x.__get__(b))

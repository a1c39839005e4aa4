# Overriding one accessor of an inherited property needs the base property; super reaches it (built-in functions).
class A:
    def __init__(self): self._x = 0
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
class B(A):
    @property
    def x(self): return super().x + 100
    @x.setter
    def x(self, v): super(B, type(self)).x.fset(self, v * 2)
class C(A):
    @property
    def x(self): return "read only"
b, c = B(), C()
b.x = 5
print(b.x, b._x)
try:
    c.x = 1
except AttributeError as e:
    print(e)
b.x += 1
print(b.x, b._x)
class D(B):
    def x(self): return "now a method"
print(D().x(), callable(D().x))
class E(A):
    x = property(lambda s: -A.x.fget(s), A.x.fset, None, "doc of E.x")
e = E(); e.x = 4
print(e.x, E.x.__doc__)

# getter, setter and deleter return new property objects (built-in functions, property).
class A:
    @property
    def x(self): return "A.x"
    old = x
    @x.setter
    def x(self, v): print("set", v)
class B(A):
    @A.x.getter
    def x(self): return "B.x"
a, b = A(), B()
print(A.old is A.x, A.old.fset, a.x, b.x, A.x.fset is B.x.fset)
a.x = 1
b.x = 2
try:
    a.old = 3
except AttributeError as e:
    print(e)
class C(A):
    x = "plain"
print(C().x, A().x)
p = property(doc="given")
print(p.__doc__, p.getter(lambda s: 1).__doc__, property(lambda s: 1).__doc__)
q = property(lambda self: 5, doc="d")
print(q.__get__(object()), q.__get__(None, A) is q)
class D(property): pass
class E:
    y = D(lambda self: "sub")
print(E().y, type(E.y).__name__)
try:
    property(1, 2, 3, 4, 5)
except TypeError as e:
    print(e)

# A class may define __dict__ or __class__ itself; vars() and lookups use what is found (3.2).
class A:
    @property
    def __dict__(self): return {"fake": 1}
a = A()
a.x = 5
print(a.__dict__, vars(a), a.x)
print(object.__getattribute__(a, "x"))
class B:
    __dict__ = {"class": "level"}
b = B()
b.y = 1
print(b.__dict__, b.y, vars(b))
class C:
    __class__ = property(lambda self: str)
c = C()
print(c.__class__, type(c).__name__, isinstance(c, str), isinstance(c, C))
class D:
    def __getattribute__(self, n):
        if n == "__dict__": return "not a dict"
        return super().__getattribute__(n)
print(vars(D()), D().__dict__)
print(B.__dict__["__dict__"], type(A.__dict__["__dict__"]).__name__)
class Base: pass
getset = Base.__dict__["__dict__"]
o = Base(); o.k = 1
print(getset.__get__(o), getset.__name__)
try:
    getset.__get__(5)
except TypeError as e:
    print(e)

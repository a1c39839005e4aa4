# __slots__ replaces the instance dict by fixed attributes (3.3.2.4).
class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A()
print(a.x, hasattr(a, "__dict__"))
for act in (lambda: a.y, lambda: setattr(a, "z", 1), lambda: delattr(a, "y"), lambda: a.__dict__):
    try:
        act()
    except AttributeError as e:
        print(e)
a.y = 2
del a.x
print(a.y, hasattr(a, "x"), type(A.x).__name__, A.__slots__)
class B(A):
    pass
b = B(); b.z = 3
print(vars(b), b.x)
class C(A):
    __slots__ = "w"
c = C(); c.w = 1
print(c.w, c.x, hasattr(c, "__dict__"))
class D(A):
    __slots__ = ("__dict__",)
d = D(); d.any = 1; d.y = 5
print(vars(d))
class E:
    __slots__ = ["__priv", "a"]
    def __init__(self): self.__priv = 7
print(E()._E__priv)
print(A.y.__get__(a), repr(A.y).split(" of")[0])

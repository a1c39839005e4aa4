# vars() needs a __dict__.
class C:
    __slots__ = ("x",)

class D(C):
    __slots__ = ("__dict__",)

class E(C):
    pass

try:
    vars(C())
except TypeError as e:
    print(e)
d, e = D(), E()
d.x = e.x = 1
d.y = e.y = 2
print(vars(d), vars(e), vars(e) is e.__dict__)
print("x" in vars(C), vars(C)["x"])

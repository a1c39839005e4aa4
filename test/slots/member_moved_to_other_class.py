# A member put into a foreign class still checks its instances.
class C:
    __slots__ = ("x",)
class D:
    x = C.x
    x2 = C.x
d = D()
for action in (lambda: d.x, lambda: setattr(d, "x", 1), lambda: delattr(d, "x2")):
    try:
        action()
    except TypeError as e:
        print(e)
print(D.x is C.x, d.__dict__)
class E(C):
    alias = C.x
e = E()
e.alias = 3
print(e.x, e.alias, e.__dict__)

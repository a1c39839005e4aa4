# A member refuses objects that are no instances of its class.
class C:
    __slots__ = ("x",)
class D:
    __slots__ = ("x",)
class P:
    pass
for other in (D(), P(), 5, "s", C):
    for call in (lambda: C.x.__get__(other), lambda: C.x.__set__(other, 1), lambda: C.x.__delete__(other)):
        try:
            call()
        except TypeError as e:
            print(e)
class Child(C):
    __slots__ = ("y",)
k = Child()
C.x.__set__(k, 1)
print(k.x)
try:
    Child.y.__set__(C(), 1)
except TypeError as e:
    print(e)

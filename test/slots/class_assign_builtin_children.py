# Children of built-ins: slots must agree there, too.
class A(list):
    __slots__ = ("x",)
class B(list):
    __slots__ = ("x",)
class C(list):
    __slots__ = ()
class D(dict):
    __slots__ = ("x",)
o = A([1, 2])
o.x = 3
o.__class__ = B
print(type(o).__name__, o, o.x)
for cls in (C, D, list):
    try:
        o.__class__ = cls
    except TypeError as e:
        print(e)
class I(int):
    __slots__ = ()
class J(int):
    __slots__ = ()
i = I(5)
try:
    i.__class__ = J
    print(type(i).__name__, i)
except TypeError as e:
    print(e)

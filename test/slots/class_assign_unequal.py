# Unequal slots: TypeError, and the object stays as it was.
class A:
    __slots__ = ("x", "y")
class Fewer:
    __slots__ = ("x",)
class Other:
    __slots__ = ("x", "z")
class More:
    __slots__ = ("x", "y", "z")
class Plain:
    pass
class WithDict:
    __slots__ = ("x", "y", "__dict__")
class WithRef:
    __slots__ = ("x", "y", "__weakref__")
class Empty:
    __slots__ = ()
o = A()
o.x = 1
for cls in (Fewer, Other, More, Plain, WithDict, WithRef, Empty):
    try:
        o.__class__ = cls
    except TypeError as e:
        print(e)
    try:
        p = cls()
        p.__class__ = A
    except TypeError as e:
        print(e)
print(type(o).__name__, o.x)

# "__class__ assignment works only if both classes have the same __slots__."
class A:
    __slots__ = ("x", "y")
    name = "A"
class B:
    __slots__ = ("x", "y")
    name = "B"
class C:
    __slots__ = ("y", "x")
    name = "C"
o = A()
o.x, o.y = 1, 2.5
o.__class__ = B
print(type(o).__name__, o.name, o.x, o.y, isinstance(o, A))
o.__class__ = C
print(type(o).__name__, o.x, o.y)
o.__class__ = A
print(type(o).__name__, o.x, o.y)

# "(unless explicitly declared in __slots__ or available in a parent.)"
from _weakref import ref

class Declared:
    __slots__ = ("x", "__dict__", "__weakref__")

class Parent:
    pass

class Available(Parent):
    __slots__ = ("x",)

for cls in (Declared, Available):
    o = cls()
    o.x, o.other = 1, 2
    print(cls.__name__, o.__dict__, ref(o)() is o)

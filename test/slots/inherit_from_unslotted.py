# "When inheriting from a class without __slots__, the __dict__ and __weakref__ attribute of the
# instances will always be accessible."
from _weakref import ref

class Plain:
    pass

class Slotted(Plain):
    __slots__ = ("x",)

s = Slotted()
s.x = 1
s.y = 2
print(s.__dict__, ref(s)() is s, s.x)
s.__dict__["x"] = "hidden"
print(s.x, s.__dict__)
print("__dict__" in Slotted.__dict__, Slotted.x)

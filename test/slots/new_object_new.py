# object.__new__ makes a slotted instance without calling __init__.
class C:
    __slots__ = ("x",)
    def __init__(self, x):
        self.x = x
c = object.__new__(C)
print(type(c).__name__, hasattr(c, "x"))
c.__init__(5)
print(c.x)
for args in ((), (1,), (C, 1)):
    try:
        o = object.__new__(*args)
        print(hasattr(o, "x"))
    except TypeError as e:
        print(e)
class D:
    __slots__ = ()
try:
    D(1)
except TypeError as e:
    print(e)
try:
    object.__new__(type("L", (list,), {"__slots__": ("x",)}))
except TypeError as e:
    print(e)

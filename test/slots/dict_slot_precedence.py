# A slot is a data descriptor: an entry of the same name in __dict__ is hidden by it.
class C:
    __slots__ = ("x", "__dict__")

c = C()
c.__dict__["x"] = "entry"
try:
    c.x
except AttributeError as e:
    print(e)
c.x = "slot"
print(c.x, c.__dict__)
del c.x
print(hasattr(c, "x"), c.__dict__["x"])
del C.x
print(c.x)

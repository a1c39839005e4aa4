# The same name twice makes one descriptor; the class still works.
class C:
    __slots__ = ("x", "x", "y")

c = C()
c.x = 1
c.y = 2
print(c.x, c.y, C.__slots__)
c.x = 3
print(c.x)
del c.x
print(hasattr(c, "x"), c.y)

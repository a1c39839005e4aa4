# "If dynamic assignment of new variables is desired, then add '__dict__' to the sequence of
# strings in the __slots__ declaration."
class C:
    __slots__ = ("x", "__dict__")

c = C()
print(c.__dict__)
c.x = 1
c.y = 2
print(c.x, c.y, c.__dict__)
print(C.__dict__["__dict__"].__name__, C.__slots__)
del c.y
print(c.__dict__, hasattr(c, "y"))

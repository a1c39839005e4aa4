# Changing the __slots__ list after the class statement changes the list and nothing else.
class C:
    __slots__ = ["a"]

C.__slots__.append("b")
print(C.__slots__)
c = C()
c.a = 1
try:
    c.b = 2
except AttributeError as e:
    print(e)
C.__slots__ = ("c",)
print(C.__slots__)
try:
    c.c = 2
except AttributeError as e:
    print(e)
del C.__slots__
print(hasattr(C, "__slots__"), c.a, hasattr(c, "__dict__"))

# "This class variable can be assigned a string, iterable, or sequence of strings": a tuple.
class Point:
    __slots__ = ("b", "a", "c")

print(Point.__slots__)
print(sorted(k for k in Point.__dict__ if len(k) == 1))
p = Point()
p.a, p.b, p.c = 1, 2, 3
print(p.a, p.b, p.c)
class One:
    __slots__ = ("only",)
print(One.__slots__, One.only)
class Oops:
    __slots__ = ("only")
print(Oops.__slots__, Oops.only)

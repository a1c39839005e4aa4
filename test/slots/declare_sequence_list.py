# "This class variable can be assigned a string, iterable, or sequence of strings": a list.
names = ["x", "y"]

class Point:
    __slots__ = names

p = Point()
p.x, p.y = 3, 4
print(p.x, p.y, Point.__slots__ is names)
try:
    p.z = 3
except AttributeError as e:
    print(e)

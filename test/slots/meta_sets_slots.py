# A metaclass may put __slots__ into the namespace.
class Meta(type):
    def __new__(mcls, name, bases, ns):
        ns.setdefault("__slots__", tuple(ns.get("__annotations__", ())))
        return super().__new__(mcls, name, bases, ns)
class Point(metaclass=Meta):
    x: int
    y: int
    def __init__(self, x, y):
        self.x, self.y = x, y
p = Point(1, 2)
print(p.x, p.y, Point.__slots__, hasattr(p, "__dict__"))
class Point3(Point):
    z: int
q = Point3(1, 2)
q.z = 3
print(q.z, Point3.__slots__, hasattr(q, "__dict__"))

# A vector class with slots and operators.
class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k):
        return Vec(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self
    def __neg__(self):
        return self * -1
    def __iter__(self):
        return iter((self.x, self.y))
    def __getitem__(self, i):
        return getattr(self, self.__slots__[i])
    def __repr__(self):
        return f"Vec({self.x}, {self.y})"
v, w = Vec(1, 2), Vec(0.5, -1)
print(v + w, v * 3, 2 * w, -v, list(v), v[1], [*w])
u = v
u += w
print(v, u is v)
try:
    v * "a"
except TypeError as e:
    print(e)

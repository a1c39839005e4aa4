# A small vector class exercises operators, reflected scalars, equality, hashing, iteration and formatting together (3.3.8).
class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"Vec({self.x!r}, {self.y!r})"
    def __iter__(self): return iter((self.x, self.y))
    def __eq__(self, o): return tuple(self) == tuple(o) if isinstance(o, Vec) else NotImplemented
    def __hash__(self): return hash(tuple(self))
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y) if isinstance(o,
            Vec) else NotImplemented
    def __mul__(self, k): return Vec(self.x * k, self.y * k) if isinstance(k,
            (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __bool__(self): return any(self)
    def __abs__(self): return (self @ self) ** 0.5
    def __getitem__(self, i): return tuple(self)[i]
    def __format__(self, s): return "(" + ", ".join(format(c, s) for c in self) + ")"
a, b = Vec(1, 2), Vec(3, 4)
print(a + b, b - a, a * 2, 2.5 * a, a @ b, -a, bool(Vec(0, 0)), abs(b), a == Vec(1, 2), a != b,
      {a: 1}[Vec(1.0, 2.0)])
print(f"{a:.2f}", [*a], a[-1], a[:1], sum([a, b], Vec(0, 0)), 3 in b, max(a), a == 5)
x, y = a
a += b
a *= 2
print(x, y, a)
for f in (lambda: a + 1, lambda: "s" * a, lambda: a * a, lambda: a < b, lambda: a / 2):
    try:
        f()
    except TypeError as e:
        print(e)

# A subclass of int keeps its type on creation but arithmetic gives plain int (3.3.8).
class I(int):
    def __new__(cls, v, tag=""):
        self = super().__new__(cls, v)
        self.tag = tag
        return self
    def __repr__(self): return f"I({int(self)})"
    def __add__(self, o): return I(int(self) + int(o), "sum")
x = I(5, "five")
print(x, str(x), x.tag, type(x + 1).__name__, type(1 + x).__name__, type(x * 2).__name__)
print((x + 1).tag, x == 5, hash(x) == hash(5), {5: "a"}[x], [10, 20, 30, 40, 50, 60][x])
print(f"{x}", f"{x:03d}", "%d" % x, "%s" % x, int(x), type(int(x)).__name__)
print(type(+x).__name__, type(abs(x)).__name__, type(-x).__name__, x.real, type(x.real).__name__)
print(isinstance(x, int), list(range(x)), x.bit_length(), bool(I(0)))
print(I("12"), sum([x, x]), max(x, 3), sorted([I(3), I(1)]))
class B(int):
    __slots__ = ()
print(hasattr(B(3), "__dict__"), B(3) + 4)
try:
    class NB(bool): pass
except TypeError as e:
    print(e)

# Keys equal by == and hash are the same key; the first key object stays (library, dict).
# differs: a float is its bits, not a cell: every NaN of the same sign is the same object, so containers find it by identity
d = {1: "int"}
d[1.0] = "float"; d[True] = "bool"; d[1 + 0j] = "complex"
print(d, len(d), d[1], type(next(iter(d))).__name__)
d = {0: "a", 0.0: "b", False: "c", -0.0: "d", "": "e", None: "f", (): "g", frozenset(): "h"}
print(d, len(d))
nan = float("nan")
d = {nan: 1}; d[nan] = 2; d[float("nan")] = 3
print(len(d), d[nan], nan in d, float("nan") in d)
print({"a": 1, b"a": 2}, {"1": 1, 1: 2}, {2 ** 53: "i"}.get(float(2 ** 53)),
      {10 ** 20: 1}.get(1e20), {(1, 2.0): "t"}[(1.0, 2)], {"é": 1}.get("e\u0301"),
      {frozenset({1, 2}): "fs"}[frozenset({2, 1})], {range(3): 1}[range(0, 3)],
      {int: "type", "int": "str"}[int], {None: 1}[None], {...: 5}[Ellipsis])
class H:
    def __init__(self, h, n): self.h, self.n = h, n
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, H) and self.n == o.n
    def __repr__(self): return f"H{self.n}"
col = {H(1, i): i for i in range(30)}
print(len(col), col[H(1, 17)], H(1, 40) in col, H(2, 17) in col, list(col)[:3])
for i in range(0, 30, 2): del col[H(1, i)]
print(len(col), col.get(H(1, 4)), col[H(1, 5)], col.pop(H(1, 29)), sorted(col.values())[-2:])
class Mut:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == o.v
m = Mut(1); d = {m: "x"}; m.v = 2
print(m in d, Mut(1) in d, list(d)[0] is m, len(d)); d[m] = "y"; print(len(d)); m.v = 1; print(d[m])
for i in (2 ** 61 - 1, -1, -2, 2 ** 64, 10 ** 18): d = {i: i}; print(hash(i), d[i], d.get(i + 1))

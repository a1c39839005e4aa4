# A comparison may return any object; only chaining, if and not take its truth (6.10).
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return [self.n, "<", getattr(o, "n", o)]
    def __eq__(self, o): return []
    def __contains__(self, x): return "non-empty"
v, w = V(1), V(2)
print(v < w, v < 3, v == w, v != w, not v < w)
print(v < w < v, v < w == v, v == w < v)
print(5 in v, 5 not in v)
class Boom:
    def __bool__(self): raise ValueError("truth")
class B:
    def __lt__(self, o): return Boom()
    def __eq__(self, o): return Boom()
b = B()
print(type(b < b).__name__)
for f in (lambda: b < b < b, lambda: not b < b, lambda: 1 if b < b else 0, lambda: b != b,
          lambda: [b] == [B()],
          lambda: b in [B()], lambda: (b,) < (B(),), lambda: max(b, B()), lambda: sorted([b, B()])):
    try:
        print(type(f()).__name__)
    except ValueError as e:
        print(e)
print([b] == [b], b in [b])

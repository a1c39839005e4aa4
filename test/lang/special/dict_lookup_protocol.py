# Dict and set lookups hash first, compare identity, then __eq__ of stored against key (3.3.1).
class K:
    def __init__(self, n, h=1): self.n, self.h = n, h
    def __hash__(self):
        print("hash", self.n, end="; ")
        return self.h
    def __eq__(self, o):
        print("eq", self.n, getattr(o, "n", o), end="; ")
        return isinstance(o, K) and self.n == o.n
a, b, c = K("a"), K("b"), K("a")
d = {a: 1}
print(len(d))
d[b] = 2
print(len(d))
print(d[a])
print(d[c])
print(c in d, K("z", 2) in d)
d[c] = "new value, old key"
print([k is a for k in d])
del d[c]
print(len(d), 1 in d)
s = {b}
print(b in s, K("b") in s)
class Boom:
    def __hash__(self): raise ValueError("hash")
class EqBoom(K):
    def __eq__(self, o): raise KeyError("eq")
    __hash__ = K.__hash__
for f in (lambda: d[Boom()], lambda: d.get(EqBoom("q")), lambda: EqBoom("q") in s,
          lambda: {EqBoom(1): 1, EqBoom(2): 2}):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)

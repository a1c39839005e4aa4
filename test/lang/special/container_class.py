# A hand-written mutable sequence supports indexing, slicing, iteration, in, reversed and slice assignment (3.3.7).
class Deck:
    def __init__(self, items=()): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i):
        if isinstance(i, slice):
            return Deck(self.items[i])
        return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __repr__(self): return "Deck(" + "".join(map(str, self.items)) + ")"
    def __iadd__(self, o):
        self.items.extend(o)
        return self
d = Deck("abcdef")
print(d[0], d[-1], d[1:3], d[::-1], len(d), "c" in d, "z" in d, list(reversed(d)), [*d],
      bool(Deck()))
d[0] = "X"
d[1:3] = "12345"
del d[-1]
del d[::2]
d += "zz"
print(d)
d[0], d[-1] = d[-1], d[0]
a, *b, c = d
print(d, a, b, c)
try:
    d[99]
except IndexError as e:
    print(e)
try:
    d["x"]
except TypeError as e:
    print(e)
print([x + y for x, y in zip(d, d[1:])], sorted(d), max(d), "-".join(d), dict(enumerate(d[:2])),
      list(map(ord, d))[:2])

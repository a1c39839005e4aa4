# frozenset is immutable and hashable; subclasses keep or lose their type per operation (library, frozenset).
f = frozenset([3, 1, 2])
print(f, len(f), f | {9}, f & {1}, f - {1}, f ^ {1}, hash(f) == hash(frozenset((2, 3, 1))),
      f == {1, 2, 3}, f.copy() is f, frozenset(f) is f, frozenset(), repr(frozenset()),
      frozenset("a"), f.union([5]), type(f.union([5])).__name__, frozenset() is frozenset(),
      {f: 1}[frozenset({1, 2, 3})])
for act in ("f.add(1)", "f.update([1])", "f.clear()", "f |= 5", "f.x = 1", "f.pop()", "f.remove(1)",
            "f &= [1]", "del f[0]"):
    try:
        exec(act); print("ok")
    except (AttributeError, TypeError) as e:
        print(act, "->", type(e).__name__, e)
g = f; g |= {10}; print(g is f, sorted(f), sorted(g))
class S(set):
    def __init__(self, *a): super().__init__(*a); self.tag = "t"
class F(frozenset):
    def __new__(cls, *a): self = super().__new__(cls, *a); self.tag = "ft"; return self
s, ff = S([1, 2]), F([1, 2])
print(s, ff, type(s | {3}).__name__, type({3} | s).__name__, type(s & s).__name__,
      type(s.copy()).__name__, type(s.union([1])).__name__, type(ff | {1}).__name__,
      type(ff.copy()).__name__, s.tag, ff.tag, s == {1, 2} == ff, type(s - {1}).__name__,
      type(frozenset(ff)).__name__)
s |= {5}; print(type(s).__name__, s.tag, sorted(s)); t = s; t -= {1}; print(t is s, sorted(s))
class H(set):
    __hash__ = lambda self: 7
print(hash(H()), {H([1]): "hashable subclass"}[H([1])], H([1]) in {frozenset([1])},
      {1, 2} in {frozenset({1, 2})})
e = {frozenset(), frozenset({frozenset()})}
print(len(e), frozenset() in e, set() in e, e.discard(set()), len(e))
r = set()
r.add(frozenset({1}))
r.remove({1})
print(r, {1, 2}.intersection({2: "d"}), set.union({1}, [2]), frozenset.union(frozenset([1]), {2}))
try:
    set.union([1], [2])
except TypeError as x:
    print(x)

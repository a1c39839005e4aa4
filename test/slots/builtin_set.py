# set and frozenset with slots.
class Bag(set):
    __slots__ = ("owner",)
class Frozen(frozenset):
    __slots__ = ("owner",)
b, f = Bag([1, 2]), Frozen([1, 2])
b.owner, f.owner = "b", "f"
b |= {3}
print(sorted(b), b.owner, type(b).__name__, type(b | {4}).__name__)
print(sorted(f), f.owner, hash(f) == hash(frozenset([1, 2])), b > f)
print(hasattr(b, "__dict__"), hasattr(f, "__dict__"))

# dict methods and their errors (library, dict).
d = {"a": 1, "b": None}
print(d.get("a"), d.get("z"), d.get("z", 5), d.get("b", 5), d.setdefault("a", 9), d.setdefault("n"),
      d.setdefault("m", []), d.pop("a"), d.pop("zz", "dflt"), d, len(d), "b" in d, None in d,
      d.keys() == {"b", "n", "m"})
print(d.update({"u": 1}), d.update([("v", 2), ["w", 3]]), d.update(x=4), d.update({}, y=5),
      d.update(zip("pq", "rs")), d.update("ab" for _ in range(1)), d)
print(dict(), dict({"k": 1}), dict(k=1), dict([(1, 2)]), dict({"k": 1}, k=2),
      dict.fromkeys([1, 2], 0), dict.fromkeys([]), d.copy() == d, d.copy() is d, d.clear(), d)
class K:
    def keys(self): return ["k1", "k2"]
    def __getitem__(self, k): return k.upper()
print(dict(K()), {**K()}, {} | dict(K()), dict(K(), z=1))
for f in (lambda: {}["x"], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: dict(5),
          lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["ab", "c"]),
          lambda: dict([[]]), lambda: dict(1, 2), lambda: {}.update(5), lambda: {}.update([5]),
          lambda: {}.update("a"), lambda: {}.get(), lambda: {}.get([]), lambda: {}[[]],
          lambda: {[]: 1}, lambda: {}.setdefault([], 1), lambda: {1: 2} | 5, lambda: {} + {},
          lambda: {}.fromkeys(5), lambda: {}.fromkeys([[]]), lambda: dict(**{1: 2}),
          lambda: {}.pop(), lambda: {} < {}, lambda: {}.popitem(1),
          lambda: {(1, 2): 3}[1, 3], lambda: {}[None], lambda: {1: 2}["1"], lambda: {}.pop([]),
          lambda: [] in {}, lambda: {}.copy(1), lambda: dict(x=1).x, lambda: {}.update({}, {}),
          lambda: hash({}), lambda: reversed({}.keys()).x, lambda: {} | [(1, 2)],
          lambda: {}.__ior__(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, e.args if isinstance(e, KeyError) else "")
try:
    d = {}; del d["gone"]
except KeyError as e:
    print(repr(e), e.args)

# keys, values and items are live views; keys and items behave as sets (library, dict views).
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "c" in k, 3 in v, ("a", 1) in i, ("a", 2) in i, ("a",) in i, "a" in i,
      list(reversed(k)), list(reversed(v)), k.mapping, type(k.mapping).__name__)
print(sorted(k & {"a", "z"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "z"}),
      sorted(i & {("a", 1)}), k == {"a", "b", "c"}, k >= {"a"}, k < {"a", "b", "c", "d"},
      k.isdisjoint("xyz"), i == {("a", 1), ("b", 2), ("c", 3)}, v == d.values(), v == v,
      k == d.keys(), k != {"a"}, {"a"} <= k, {"a", "z"} & k, type(k & k).__name__)
print(sorted({"a", "z"} - k), sorted(["a", "z"] - k), sorted({"z"} | k), sorted(i - {("a", 1)}),
      k & "abz" == {"a", "b"}, k == ["a", "b", "c"], i.isdisjoint([("a", 1)]),
      {1: []}.items() == {1: []}.items(), set(k) == k)
for f in (lambda: k["a"], lambda: k[0], lambda: k.add("z"), lambda: hash(k), lambda: v & v,
          lambda: k & 5, lambda: k | None, lambda: k < 5, lambda: {1: []}.items() | [],
          lambda: [] in k, lambda: ([], 1) in i, lambda: k.isdisjoint(5), lambda: type(k)(),
          lambda: v < v, lambda: k + k, lambda: {1: []}.items() & {(1, 2)}, lambda: len(v),
          lambda: v[0], lambda: i == 5, lambda: setattr(k, "mapping", 1)):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
it = iter(k)
print(next(it), it.__length_hint__())
d["a"] = 10
print(next(it), list(it), i, sum(v), max(k), sorted(v), dict(i) == d, bool({}.keys()), bool(k))
for n, (key, val) in enumerate(i): print(n, key, val, end="; ")
print(repr({}.keys()), repr({}.values()), repr({}.items()), {**d}.keys() == k, [*k], {*k} == set(d),
      tuple(v))

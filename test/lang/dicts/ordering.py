# Dicts keep insertion order; updates keep the place, deletion and reinsertion moves to the end (library, dict).
d = {"b": 1, "a": 2, "c": 3}
d["a"] = 20; d["d"] = 4; del d["b"]; d["b"] = 5
print(d, list(d), list(reversed(d)), list(d.values()), list(reversed(d.items())), d.popitem(), d)
d.update(a=1, z=2, c=0); print(d, next(iter(d)), next(reversed(d)))
e = dict(x=1, **{"y": 2})
e |= {"x": 9, "w": 3}
print(e, {"k": 1, "j": 2} | {"j": 3, "i": 4}, {**e, "x": 0})
for i in range(20): d[i] = i
for i in range(0, 20, 2): del d[i]
for i in range(18, 0, -4): d[i] = "again"
print(list(d))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"a": 1, "b": 2}.items()) == list({"b": 2,
      "a": 1}.items()), dict([("b", 1), ("a", 2), ("b", 3)]), dict.fromkeys("hello"),
      {k: v for v, k in enumerate("abca")}, dict(zip("xyz", range(3))))
while d:
    k, v = d.popitem()
    if len(d) < 3: print(k, v, end="; ")
print(d)
s = {}
for w in "the cat the dog a cat the".split(): s[w] = s.get(w, 0) + 1
print(s, sorted(s.items(), key=lambda kv: (-kv[1], kv[0])), max(s, key=s.get), sorted(s),
      {v: k for k, v in s.items()})
c = {3: "c", 1: "a"}
c[2] = "b"
c.setdefault(1, "no")
c.setdefault(0, "z")
print(c, c.copy(), list(c.keys()), c.pop(3), c, c.pop(99, "dflt"), list(c.items())[-1])

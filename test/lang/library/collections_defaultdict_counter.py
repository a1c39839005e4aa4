# defaultdict calls its factory from __missing__; Counter arithmetic keeps positive counts (library, collections).
from collections import defaultdict, Counter
d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
print(d, d.get("zz"), "zz" in d, d["new"], len(d), d.default_factory)
d.default_factory = None
try:
    d["x"]
except KeyError as e:
    print(repr(e))
n = defaultdict(lambda: defaultdict(int))
n["a"]["b"] += 5
print(n["a"]["b"], n["a"], n.copy()["a"]["b"], defaultdict(int, x=1) | {"y": 2},
      {"y": 2} | defaultdict(int, x=1))
for f in (lambda: defaultdict(5), lambda: defaultdict(list, 5)):
    try:
        f()
    except TypeError as e:
        print(e)
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), sorted(c.elements())[:6], c.total(), sum(c.values()))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=-1)
print(a + b, a - b, a & b, a | b, +b, -b, a == Counter(a=3, b=1, z=0), a <= Counter(a=5, b=5),
      Counter([1, 1, 2]).most_common())
a.update("aab")
a.subtract({"a": 10})
print(a, Counter() == {}, Counter(x=0)["x"], Counter({"k": 2}) + Counter(), Counter("ab").pop("a"))
del a["nope"]
a += Counter(b=9)
print(a)
a["t"] = "text" and 1
print(a.keys() == {"b", "t"}, Counter(dict(p=1)), repr(Counter()))
for f in (lambda: Counter.fromkeys("ab"), lambda: Counter(5), lambda: Counter("a") + {"a": 1}):
    try:
        f()
    except (NotImplementedError, TypeError) as e:
        print(type(e).__name__, e)

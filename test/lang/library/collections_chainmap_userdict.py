# ChainMap searches maps in order and writes to the first; UserDict, UserList and UserString wrap (library, collections).
from collections import ChainMap, UserDict, UserList, UserString
base, over = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(over, base)
print(c["a"], c["b"], len(c), sorted(c), dict(c), "a" in c, c.get("z", 0), c)
c["a"] = 100
print(over, base, c.parents, c.new_child({"n": 1})["n"], c.maps[0] is over)
del c["b"]
print(c["b"])
for f in (lambda: c["zz"], lambda: c.pop("b"), lambda: c.__delitem__("b"),
          lambda: ChainMap().popitem()):
    try:
        f()
    except KeyError as e:
        print(e)
class Low(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __missing__(self, k): return "missing"
d = Low(A=1)
d["B"] = 2
d.update(C=3)
print(d, d["a"], d["zz"], "A" in d, d.data, len(d), d | {"D": 4})
class UL(UserList):
    def append(self, x): super().append(x * 2)
u = UL([1])
u.append(2)
print(u, u + [3], u[0:1], type(u[0:1]).__name__, u == [1, 4], u * 2, 4 in u, sorted(u))
s = UserString("abc")
print(s.upper(), type(s.upper()).__name__, s + "d", s == "abc", s[1], "b" in s, len(s), f"{s}",
      s * 2, hash(s) == hash("abc"))

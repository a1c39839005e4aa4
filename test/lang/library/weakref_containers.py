# WeakValueDictionary, WeakKeyDictionary and WeakSet drop dead entries (library, weakref).
import gc
from weakref import WeakValueDictionary, WeakKeyDictionary, WeakSet
class K:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"K{self.n}"
a, b = K(1), K(2)
v = WeakValueDictionary(x=a, y=b); k = WeakKeyDictionary({a: "a", b: "b"}); s = WeakSet([a, b])
print(len(v), v["x"], sorted(v), len(k), k[b], len(s), a in s, v.get("zz"), sorted(k.values()))
del a; gc.collect()
print(len(v), "x" in v, list(v.items()), len(k), list(k.items()), len(s), list(s))
try:
    v["x"]
except KeyError as e:
    print("KeyError", e)
v["new"] = K(3); gc.collect(); print("new" in v)
k[b] += "!"; print(k[b], v.pop("y") is b, len(v), s | {b} == s, s == {b})
for x in (5, "s"):
    try:
        s.add(x)
    except TypeError as e:
        print(e)
for i in range(5): k[K(i)] = i
gc.collect(); print(len(k)); del b; gc.collect(); print(len(k), len(s), bool(list(k)))
class Node:
    def __init__(self, parent=None):
        self.kids = WeakSet()
        if parent: parent.kids.add(self)
root = Node(); kid = Node(root); print(len(root.kids)); del kid; gc.collect(); print(len(root.kids))

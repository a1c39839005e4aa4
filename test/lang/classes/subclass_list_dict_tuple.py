# Overridden methods of container subclasses are used by syntax but not by the base's own methods (3.3.7).
class L(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.log = []
    def __setitem__(self, i, v):
        self.log.append(("set", i, v))
        super().__setitem__(i, v)
    def append(self, v):
        self.log.append(("append", v))
        super().append(v)
l = L([1, 2, 3])
l[0] = 9
l[1:2] = [7, 8]
l.append(4)
l.extend([5])
l += [6]
print(l, l.log, type(l + [1]).__name__, type(l[:2]).__name__, type(l * 1).__name__,
      type(l.copy()).__name__)
class D(dict):
    def __missing__(self, k): return ("missing", k)
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
d = D(a=1)
d["b"] = 2
d.update(c=3)
d.setdefault("e", 5)
print(d, d["zz"], d.get("zz"), "zz" in d, type(d.copy()).__name__, type(d | {}).__name__)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def x(self): return self[0]
t = T(1, 2)
print(t, t.x, t == (1, 2), type(t + ()).__name__, hash(t) == hash((1, 2)), type(t[:]).__name__)

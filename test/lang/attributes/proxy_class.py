# A delegating proxy forwards attributes but not implicit special methods (3.3.12).
class Proxy:
    def __init__(self, target): object.__setattr__(self, "_t", target)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __delattr__(self, n): delattr(self._t, n)
class T:
    def __init__(self): self.v = 1
    def inc(self, by=1):
        self.v += by
        return self.v
    def __len__(self): return 5
t = T()
p = Proxy(t)
print(p.v, p.inc(), p.inc(by=5), t.v)
p.new = 3
print(t.new, vars(t), list(vars(p)))
del p.new
print(hasattr(t, "new"), p.__len__())
try:
    len(p)
except TypeError as e:
    print(e)
try:
    p.zzz
except AttributeError as e:
    print(e)
lp = Proxy([1, 2])
lp.append(3)
print(lp._t, lp.__getitem__(0), lp.index(3))
q = Proxy(Proxy(t))
print(q.inc(), q.v)

# Dict subclasses in unions, copies and constructors; in-place union accepts pairs (PEP 584).
class D(dict):
    def __repr__(self): return "D" + super().__repr__()
class Inv(dict):
    def __or__(self, o): return "Inv.or"
    def __ror__(self, o): return "Inv.ror"
a, b = D(x=1), {"y": 2}
print(a | b, b | a, type(a | b).__name__, type(b | a).__name__, a.copy(), type(a.copy()).__name__,
      type(dict(a)).__name__, D.fromkeys("ab", 0), type(D.fromkeys("a")).__name__)
print(b | Inv(z=1), Inv(z=1) | b, {**Inv(z=1)}, a == {"x": 1}, {"x": 1} == a, a != b, D() == {},
      isinstance(a, dict))
a |= [("p", 1), ("q", 2)]; print(a, type(a).__name__)
a |= D(x=5); print(a)
class G(dict):
    def __getitem__(self, k): return "overridden"
    def keys(self): return ["fake"]
    def __iter__(self): return iter(["iter"])
    def __len__(self): return 42
    def items(self): return [("i", 0)]
g = G(real=1)
print(dict(g), {**g}, {} | g, g["any"], list(g), len(g), dict(g.items()), g.get("real"),
      g == {"real": 1}, repr(g), "real" in g, bool(g))
e = {}; e.update(g); print(e);
def kw(**k): return k
print(kw(**g), "%(real)s" % g, "{0[zz]}".format(g), dict(list(g)[0:0]), sorted(g.values()))
class S(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 10)
s = S(a=1); s["b"] = 1; s.update(c=1); s.setdefault("d", 1); s |= {"e": 1}; print(s)
class N(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.extra = len(self)
n = N({"a": 1}, b=2); print(n, n.extra, vars(n), n.copy().__class__.__name__)
for f in (lambda: {} | [], lambda: [] | {}, lambda: a.__or__([]), lambda: D(1),
          lambda: {}.__ior__([1])):
    try:
        print(f())
    except TypeError as x:
        print(x)

# Calling __init__ again, copying __dict__ and rebuilding through __new__ (3.3.1).
class P:
    count = 0
    def __init__(self, x):
        self.x = x
        P.count += 1
p = P(1)
p.y = "kept"
p.__init__(2)
print(vars(p), P.count)
q = P.__new__(P)
print(vars(q), hasattr(q, "x"))
q.__dict__.update(vars(p))
print(vars(q), P.count)
r = object.__new__(type(p))
r.__dict__ = dict(p.__dict__, z=0)
r.x = "own"
print(vars(r), p.x)
s = type(p)(5)
s.__dict__ |= {"merged": True}
print(vars(s))
s.__dict__.setdefault("x", "no")
print(s.x, s.__dict__.get("nope"), len(s.__dict__))
print(vars(p) == {"x": 2, "y": "kept"}, vars(p).items() >= {("x", 2)})
P.__init__ = lambda self: setattr(self, "x", "late")
print(P().x, P.count)

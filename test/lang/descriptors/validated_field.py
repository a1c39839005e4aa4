# Data descriptors with per-instance storage validate and count accesses (3.3.2.2).
class Typed:
    def __init__(self, t, default=None):
        self.t, self.default = t, default
    def __set_name__(self, owner, name):
        self.key = "_" + name
        self.name = name
    def __get__(self, obj, owner):
        if obj is None:
            return self
        return obj.__dict__.get(self.key, self.default)
    def __set__(self, obj, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.name} must be {self.t.__name__}, not {type(v).__name__}")
        obj.__dict__[self.key] = v
    def __delete__(self, obj):
        try:
            del obj.__dict__[self.key]
        except KeyError:
            raise AttributeError(self.name) from None
class P:
    n = Typed(int, 0)
    s = Typed(str, "")
p, q = P(), P()
p.n = 5
p.s = "x"
print(p.n, q.n, vars(p), P.n.name)
for v in ("5", None, 1.0):
    try:
        p.n = v
    except TypeError as e:
        print(e)
p.n = True
del p.n
try:
    del p.n
except AttributeError as e:
    print("AttributeError", e, e.__cause__, e.__suppress_context__)
p.n += 3
print(p.n)

# __setattr__ and __delattr__ intercept every assignment form on instances (3.3.2).
class A:
    def __setattr__(self, n, v):
        print("set", n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print("del", n)
        super().__delattr__(n)
    def __init__(self):
        self.a = 1
a = A()
a.b, a.c = 2, 3
a.a += 10
for a.i in range(2):
    pass
with open("/dev/null") as a.f:
    pass
a.f = None
setattr(a, "with space", 1)
del a.b, a.c
delattr(a, "with space")
try:
    del a.zz
except AttributeError as e:
    print(e)
a.__dict__["direct"] = "no hook"
print(sorted(vars(a)))
class Frozen:
    def __setattr__(self, n, v): raise AttributeError(f"cannot assign {n}")
    def __delattr__(self, n): raise TypeError("cannot delete")
f = Frozen()
for act in (lambda: setattr(f, "x", 1), lambda: delattr(f, "x")):
    try:
        act()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)

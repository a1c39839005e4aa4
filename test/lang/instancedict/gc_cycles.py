# Attribute cycles through __dict__, __class__ and closures are collected (3.1).
import gc
gc.collect()
dead = []
class A:
    def __del__(self): dead.append(self.name)
def build(kind):
    a = A()
    a.name = kind
    if kind == "attr":
        a.me = a
    elif kind == "dict":
        a.d = a.__dict__
    elif kind == "method":
        a.m = a.__del__
    elif kind == "closure":
        a.f = lambda: a
    elif kind == "list":
        a.l = [a, [a]]
    elif kind == "class":
        class Local: owner = a
        a.k = Local
    elif kind == "exc":
        try:
            raise ValueError(a)
        except ValueError as e:
            a.e = e
    elif kind == "gen":
        a.g = (x for x in [a])
kinds = ["attr", "dict", "method", "closure", "list", "class", "exc", "gen"]
for k in kinds:
    build(k)
gc.collect()
gc.collect()
print(sorted(dead) == sorted(kinds), sorted(dead))

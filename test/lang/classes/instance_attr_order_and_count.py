# Instance attributes keep insertion order, also past any inline capacity and after deletes (3.2).
class A: pass
a = A()
for i in range(60):
    setattr(a, f"n{i}", i)
print(list(vars(a))[:3], len(vars(a)), a.n59)
for i in range(0, 60, 2):
    delattr(a, f"n{i}")
a.n0 = "back"
print(list(vars(a))[:2], list(vars(a))[-1], len(vars(a)))
objs = []
for order in ("xyz", "zyx", "yxz"):
    o = A()
    for c in order:
        setattr(o, c, c * 2)
    objs.append(o)
print([list(vars(o)) for o in objs], [o.x for o in objs])
del objs[0].y
objs[0].y = 1
print(list(vars(objs[0])))
objs[1].__dict__.clear()
print(hasattr(objs[1], "x"), vars(objs[1]))
for o in objs:
    o.x = o
print([o.x is o for o in objs])

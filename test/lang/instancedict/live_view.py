# obj.__dict__ is one live mapping: writes through either side are seen on the other (3.2).
class A:
    def __init__(self): self.x = 1
a = A()
d = a.__dict__
print(d is a.__dict__, d is vars(a), d)
d["y"] = 2
a.z = 3
print(a.y, d["z"], list(d))
del a.x
print("x" in d, hasattr(a, "x"))
d.pop("y")
print(hasattr(a, "y"))
d.update(p=5, q=6)
print(a.p + a.q)
a.p = "changed"
print(d["p"])
d.clear()
print(vars(a), hasattr(a, "z"))
d["x"] = 9
print(a.x, [getattr(a, k) for k in d])
for i in range(40):
    d[f"k{i}"] = i
print(a.k39, len(vars(a)))
a.k0 = "via attr"
print(d["k0"], list(d)[:3])

# Assigning __dict__ replaces the attributes by exactly that dict object (3.2).
class A:
    def __init__(self, v): self.v = v
    def get(self): return self.v
a, b = A(1), A(2)
old = a.__dict__
new = {"v": 10, "extra": 11}
a.__dict__ = new
print(a.v, a.extra, a.__dict__ is new, old)
old["v"] = "detached"
print(a.v, a.get())
new["w"] = 12
print(a.w)
b.__dict__ = new
a.shared = "both"
print(b.shared, b.v, a.__dict__ is b.__dict__)
a.v += 1
print(b.get())
for bad in (5, None, [("v", 1)], ()):
    try:
        a.__dict__ = bad
    except TypeError as e:
        print(e)
print(a.v)
class D(dict): pass
a.__dict__ = D(v="sub")
print(a.v, type(a.__dict__).__name__)
a.n = 1
print(a.__dict__)

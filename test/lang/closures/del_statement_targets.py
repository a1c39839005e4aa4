# del removes names, attributes, items and slices, left to right, and nested target lists (7.5).
class T:
    def __init__(self, n): self.n = n
    def __delattr__(self, a): print("delattr", self.n, a)
    def __delitem__(self, k): print("delitem", self.n, k)

a, b = T("a"), T("b")
x = 1; y = 2; z = 3
del x, (a.p, [b[1], b[2:3]], y), a[1, ...]
for name in ("x", "y", "z"):
    print(name, name in globals())
l = list(range(10))
del l[0], l[0], l[-1:], l[::3]
print(l)
d = {1: 2}
try:
    del d[1], d[1]
except KeyError as e:
    print("KeyError", e, d)
try:
    del l[100]
except IndexError as e:
    print(e)
del ()
try:
    del z, nothing_here
except NameError as e:
    print(e, "z" in globals())

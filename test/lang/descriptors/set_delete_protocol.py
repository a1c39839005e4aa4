# __set__ and __delete__ see del, augmented assignment, for targets and with targets (3.3.2.2).
class D:
    def __get__(self, o, t=None):
        print("get", end=" ")
        return o._v
    def __set__(self, o, v):
        print("set", v, end="; ")
        o._v = v
    def __delete__(self, o):
        print("del", end="; ")
        o._v = None
class C:
    d = D()
    def __enter__(self): return "entered"
    def __exit__(self, *a): pass
c = C()
c.d = 1
c.d += 2
c.d **= 2
for c.d in range(2):
    pass
with c as c.d:
    pass
c.d, x = 7, 8
[c.d for c.d in "q"]
setattr(c, "d", "via setattr")
del c.d
delattr(c, "d")
print()
print(c.d, vars(c))

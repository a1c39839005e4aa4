# A data descriptor beats the instance dict, which beats a non-data descriptor (3.3.2.3).
class Data:
    def __get__(self, o, t=None): return "data"
    def __set__(self, o, v): print("set", v)
class NonData:
    def __get__(self, o, t=None): return "nondata"
class SetOnly:
    def __set__(self, o, v): o.__dict__["s"] = ("via set", v)
class DelOnly:
    def __get__(self, o, t=None): return "delonly"
    def __delete__(self, o): print("delete")
class C:
    d, n, s, x = Data(), NonData(), SetOnly(), DelOnly()
c = C()
c.__dict__.update(d="inst d", n="inst n", s="inst s", x="inst x")
print(c.d, c.n, c.s, c.x)
c.d = 1
c.n = "assigned"
c.s = 3
print(c.n, c.s, c.__dict__["d"])
for act in (lambda: setattr(c, "x", 1), lambda: delattr(c, "d"), lambda: delattr(c, "s")):
    try:
        act()
    except AttributeError as e:
        print(e)
del c.x
del c.n
print(c.n, C.n, C.d, type(C.s).__name__)
C.d = "replaced"
print(C.d, c.d)

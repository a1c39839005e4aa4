# Descriptor methods are looked up on the descriptor's type, not on the descriptor itself (3.3.12).
class D: pass
d = D()
d.__get__ = lambda o, t=None: "instance __get__ is ignored"
class C: x = d
print(C().x is d, C.x is d)
D.__get__ = lambda self, o, t=None: "class __get__ is used"
print(C().x, C.x)
c = C()
c.x = "shadow"
print(c.x)
D.__set__ = lambda self, o, v: print("now data", v)
print(c.x)
c.x = 9
del D.__get__
print(c.x)
del c.__dict__["x"]
print(c.x is d)
del D.__set__
c.x = "plain again"
print(c.x)

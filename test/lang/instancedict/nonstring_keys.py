# The instance dict may hold keys that are no identifiers or no strings (3.2).
class A: pass
a = A()
a.__dict__[1] = "int key"
a.__dict__["a b"] = "space"
a.__dict__[None] = "none"
a.ok = 1
print(a.__dict__, getattr(a, "a b"))
try:
    dir(a)
except TypeError as e:
    print(e)
del a.__dict__[1]
del a.__dict__[None]
print([n for n in dir(a) if not n.startswith("__")])
a.__dict__ = {1: 2, "x": 3}
print(a.x, hasattr(a, "y"))
class S(str):
    def __eq__(self, o): return str.__eq__(self, o)
    __hash__ = str.__hash__
a.__dict__[S("sub")] = "sub key"
print(a.sub)
class Odd:
    def __hash__(self): return hash("odd")
    def __eq__(self, o): return o == "odd"
a.__dict__[Odd()] = "matched by __eq__"
print(a.odd, hasattr(a, "od"))
a.odd = "replaced"
print(len(a.__dict__), a.odd, [type(k).__name__ for k in a.__dict__])

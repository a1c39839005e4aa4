# The same attribute site sees class, instance, descriptor and dict changes in any order (3.3.2).
class A:
    v = "class"
def get(o): return o.v
a, b = A(), A()
out = []
def note(): out.append((get(a), get(b)))
note()
a.v = "inst"; note()
A.v = property(lambda self: "prop"); note()
A.v = "class2"; note()
a.__dict__["v"] = "dict"; note()
a.__dict__ = {"v": "newdict"}; note()
b.__class__ = type("B", (), {"v": "B"}); note()
del a.v; note()
del A.v
A.__getattr__ = lambda self, n: "hook"; note()
a.v = "again"; note()
A.__getattribute__ = lambda self, n: "all"; note()
del A.__getattribute__; note()
a.__dict__.clear(); note()
A.v = staticmethod(lambda: 0).__func__
print(callable(get(a)))
for o in out:
    print(o)

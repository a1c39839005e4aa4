# A value stored through the dictionary lives as long as the object, and dies when removed.
import gc
from _weakref import ref
class P:
    pass
class V:
    pass
p = P()
d = p.__dict__
def put(key):
    d[key] = V()
    return ref(d[key])
a, b = put("a"), put("b")
d = None
gc.collect()
print(a() is p.a, b() is p.b)
del p.a
p.__dict__["b"] = None
gc.collect()
print(a(), b())

# Slotted objects through pickle at protocols 2 to 5; 0 and 1 refuse.
# differs: _struct is not there yet
import pickle
class C:
    __slots__ = ("x", "y", "z")
class D(C):
    pass
c, d = C(), D()
c.x, c.y = [1, 2.5, 10**30], c
d.x, d.free = 1, "free"
for proto in range(6):
    for o in (c, d):
        try:
            k = pickle.loads(pickle.dumps(o, proto))
            print(proto, type(k).__name__, k.x, hasattr(k, "z"), getattr(k, "__dict__", None))
        except TypeError as e:
            print(proto, e)
k = pickle.loads(pickle.dumps(c))
print(k.y is k)

# A dictionary that holds its owner keeps it alive; a cycle through both is collected.
import gc
from _weakref import ref
class P:
    pass
def make():
    p = P()
    p.me = p
    return p.__dict__, ref(p)
d, r = make()
gc.collect()
print(r() is d["me"], d["me"].__dict__ is d)
d["x"] = 1
print(r().x)
d = None
gc.collect()
print(r())

# Held by its dictionary alone, an object is gone: weak references are cleared, callbacks run.
import gc
from _weakref import ref
class P:
    pass
def make():
    x = P()
    x.a = 1.5
    return x.__dict__, ref(x, lambda r: print("callback", r()))
d, r = make()
gc.collect()
print(r(), d)

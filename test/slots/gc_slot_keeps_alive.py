# A slot holds its value; unsetting or overwriting lets it go.
import gc
from _weakref import ref
class Holder:
    __slots__ = ("v", "w")
class Thing:
    pass
def fill(h):
    h.v, h.w = Thing(), Thing()
    return ref(h.v), ref(h.w)
h = Holder()
rv, rw = fill(h)
gc.collect()
print(rv() is h.v, rw() is h.w)
del h.v
h.w = 1.5
gc.collect()
print(rv(), rw())

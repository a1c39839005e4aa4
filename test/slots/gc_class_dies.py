# A slotted class made in a function goes when it and its instances are gone.
import gc
from _weakref import ref
def make():
    class Local:
        __slots__ = ("x",)
    o = Local()
    o.x = Local
    return ref(Local), o
r, o = make()
gc.collect()
print(r() is type(o))
o = None
gc.collect()
print(r())

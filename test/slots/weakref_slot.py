# "If weak reference support is needed, then add '__weakref__' to the sequence of strings in the
# __slots__ declaration."
import gc
from _weakref import ref, getweakrefcount

class C:
    __slots__ = ("x", "__weakref__")

c = C()
print(c.__weakref__, hasattr(c, "__dict__"))
r = ref(c)
print(r() is c, c.__weakref__ is r, getweakrefcount(c))
try:
    c.y = 1
except AttributeError as e:
    print(e)
del c
gc.collect()
print(r())

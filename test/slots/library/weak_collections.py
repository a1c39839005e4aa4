# WeakValueDictionary, WeakSet and weakref.finalize need a __weakref__ slot.
import gc
import weakref
class C:
    __slots__ = ("n",)
    def __init__(self, n):
        self.n = n
class W(C):
    __slots__ = ("__weakref__",)
for make in (lambda o: weakref.WeakSet([o]), lambda o: weakref.WeakValueDictionary(a=o),
             lambda o: weakref.finalize(o, print)):
    try:
        make(C(1))
    except TypeError as e:
        print(e)
d = weakref.WeakValueDictionary()
keep = W(1)
def fill():
    lost = W(2)
    d["kept"], d["lost"] = keep, lost
    weakref.finalize(lost, print, "finalized")
fill()
gc.collect()
print(sorted(d), d["kept"].n)

# "Without a __weakref__ variable for each instance, classes defining __slots__ do not support weak
# references to its instances."
from _weakref import ref, proxy

class C:
    __slots__ = ("x",)

class D:
    __slots__ = ()

for o in (C(), D()):
    for make in (ref, proxy):
        try:
            make(o)
        except TypeError as e:
            print(e)
print(hasattr(C(), "__weakref__"))

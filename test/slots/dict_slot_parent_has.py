# A __dict__ slot under a parent that has one is an error.
class Plain:
    pass

class Slot:
    __slots__ = ("__dict__",)

for base in (Plain, Slot, type("Sub", (Plain,), {"__slots__": ()}), Exception):
    try:
        type("C", (base,), {"__slots__": ("__dict__",)})
    except TypeError as e:
        print(base.__name__, e)

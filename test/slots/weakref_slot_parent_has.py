# A __weakref__ slot under a parent that has one is an error.
class Plain:
    pass
class Slot:
    __slots__ = ("__weakref__",)
for base in (Plain, Slot, type("Sub", (Slot,), {"__slots__": "x"})):
    try:
        type("C", (base,), {"__slots__": ("__weakref__",)})
    except TypeError as e:
        print(base.__name__, e)

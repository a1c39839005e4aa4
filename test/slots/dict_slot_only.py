# __slots__ = "__dict__" and ["__dict__"] give instances a dictionary and no weak references.
from _weakref import ref
for given in ("__dict__", ["__dict__"]):
    C = type("C", (), {"__slots__": given})
    c = C()
    c.a = 1
    print(c.__dict__, C.__slots__)
    try:
        ref(c)
    except TypeError as e:
        print(e)

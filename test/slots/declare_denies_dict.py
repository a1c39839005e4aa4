# "__slots__ allow us to explicitly declare data members (like properties) and deny the creation
# of __dict__ and __weakref__ (unless explicitly declared in __slots__ or available in a parent.)"
class C:
    __slots__ = ("x", "y")

c = C()
c.x = 1
print(c.x, hasattr(c, "__dict__"), hasattr(c, "__weakref__"))
print("__dict__" in C.__dict__, "__weakref__" in C.__dict__)
print(C.__dictoffset__ == 0, C.__weakrefoffset__ == 0)
for name in ("__dict__", "__weakref__"):
    try:
        getattr(c, name)
    except AttributeError as e:
        print(e, e.name, e.obj is c)

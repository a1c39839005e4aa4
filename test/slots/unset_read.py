# A slot that was never set has no value: AttributeError.
class C:
    __slots__ = ("x", "y")
c = C()
for n in ("x", "y"):
    print(hasattr(c, n), getattr(c, n, "default"))
    try:
        getattr(c, n)
    except AttributeError as e:
        print(e, e.name, e.obj is c)
c.x = None
print(c.x, hasattr(c, "x"), hasattr(c, "y"))

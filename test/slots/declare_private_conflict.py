# The conflict check looks at the mangled name.
try:
    class C:
        __slots__ = ("__x",)
        __x = 1
except ValueError as e:
    print(e)
class D:
    __slots__ = ("__x",)
    x = 1
print(D.x, D._D__x)
try:
    type("E", (), {"__slots__": ("__x",), "_E__x": 1})
except ValueError as e:
    print(e)
F = type("F", (), {"__slots__": ("__x",), "__x": 1})
print(getattr(F, "__x"), F._F__x)

# A member's qualified name follows its class's qualified name.
class Outer:
    class Inner:
        __slots__ = ("v",)
def make():
    class Local:
        __slots__ = ("w",)
    return Local
print(Outer.Inner.v.__qualname__, make().w.__qualname__)
print(Outer.Inner.v, make().w)
K = make()
K.__name__ = "Renamed"
print(K.w, K.w.__qualname__)
K.__qualname__ = "Q"
print(K.w.__qualname__)

# Annotations without values do not conflict with slots.
class C:
    __slots__ = ("x", "y")
    x: int
    y: "str"
print(C.__annotations__, C.x)
try:
    class D:
        __slots__ = ("x",)
        x: int = 3
except ValueError as e:
    print(e)

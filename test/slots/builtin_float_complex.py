# float and complex with slots.
class Metre(float):
    __slots__ = ("unit",)
class Z(complex):
    __slots__ = ("tag",)
m, z = Metre(2.5), Z(1, 2)
m.unit, z.tag = "m", "z"
print(m, m.unit, m * 2, type(m * 2).__name__, hash(m) == hash(2.5))
print(z, z.tag, z * z, hasattr(m, "__dict__"), hasattr(z, "__dict__"))
try:
    m.x = 1
except AttributeError as e:
    print(e)

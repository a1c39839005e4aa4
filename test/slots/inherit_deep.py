# Forty levels of one slot each.
cls = object
for i in range(40):
    cls = type(f"L{i}", (cls,), {"__slots__": (f"s{i}",)})
o = cls()
for i in range(40):
    setattr(o, f"s{i}", i * i)
print(sum(getattr(o, f"s{i}") for i in range(40)), hasattr(o, "__dict__"))
print(cls.__mro__[5].__name__, len(cls.__mro__))
try:
    o.s40 = 1
except AttributeError as e:
    print(e)

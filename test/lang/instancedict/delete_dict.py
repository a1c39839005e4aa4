# Deleting __dict__ leaves an instance with a fresh empty one (3.2).
class A:
    c = "class"
    def __init__(self): self.x = 1
a = A()
d = a.__dict__
del a.__dict__
print(hasattr(a, "x"), a.c, a.__dict__, d)
a.y = 2
print(vars(a), d, a.__dict__ is d)
d["x"] = "only in the old"
print(hasattr(a, "x"))
for _ in range(3):
    del a.__dict__
    a.z = 1
    print(vars(a))
class S:
    __slots__ = ("s",)
try:
    del S().__dict__
except AttributeError as e:
    print(e)
try:
    del (5).__dict__
except AttributeError as e:
    print(e)
try:
    del A.__dict__
except (AttributeError, TypeError) as e:
    print(type(e).__name__, e)

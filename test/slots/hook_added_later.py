# Hooks added to the class after instances were used take effect at once.
class C:
    __slots__ = ("x",)
c = C()
c.x = 1
def read(o):
    return o.x
print([read(c) for _ in range(5)])
C.__getattribute__ = lambda self, name: f"hooked {name}"
print(read(c))
del C.__getattribute__
print(read(c))
C.__getattr__ = lambda self, name: f"missing {name}"
print(read(c), c.y)
del c.x
print(read(c))
C.__setattr__ = lambda self, name, value: print("set", name, value)
c.x = 5
del C.__setattr__
c.x = 6
print(read(c))

# gc.get_referents and gc.get_referrers see what slots hold.
import gc
class C:
    __slots__ = ("a", "b", "n")
c, x, y = C(), ["x"], {"y": []}
c.a, c.b, c.n = x, y, 5
found = gc.get_referents(c)
print(x in found, y in found)
print(any(r is c for r in gc.get_referrers(x)))
del c.a
print(any(r is x for r in gc.get_referents(c)), any(r is c for r in gc.get_referrers(x)))

# Children of a named tuple with empty slots.
from collections import namedtuple
class P(namedtuple("P", "x y")):
    __slots__ = ()
    @property
    def norm2(self):
        return self.x ** 2 + self.y ** 2
p = P(3, 4)
print(p, p.norm2, hasattr(p, "__dict__"), p._replace(x=1), p._asdict())
try:
    p.z = 1
except AttributeError as e:
    print(e)
try:
    p.x = 1
except AttributeError as e:
    print(e)

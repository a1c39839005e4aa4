# A module subclass with slots.
import sys
Module = type(sys)
class M(Module):
    __slots__ = ("version",)
m = M("name", "doc")
m.version = 3
m.x = 1
print(m.version, m.x, m.__name__, m.__doc__, sorted(k for k in m.__dict__ if k[0] != "_"))

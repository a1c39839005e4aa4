# __slots__ = "__weakref__" gives weak references and nothing else.
from _weakref import ref
class C:
    __slots__ = "__weakref__"
c = C()
print(ref(c)() is c, hasattr(c, "__dict__"), C.__slots__)
try:
    c.x = 1
except AttributeError as e:
    print(e)

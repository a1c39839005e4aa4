# Bases that add only __dict__ or only __weakref__ combine with slots.
class D:
    __slots__ = ("__dict__",)
class W:
    __slots__ = ("__weakref__",)
class S:
    __slots__ = ("s",)
from _weakref import ref
def attempt(*bases):
    try:
        C = type("C", bases, {"__slots__": ()})
    except TypeError as e:
        return str(e)
    c = C()
    return C.__base__.__name__, hasattr(c, "__dict__"), hasattr(c, "__weakref__")
print(attempt(S, D))
print(attempt(D, S))
print(attempt(S, W))
print(attempt(D, W))
print(attempt(W, D))

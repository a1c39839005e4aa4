# A class tells __name__, __qualname__, __module__, __doc__, __bases__, __mro__ and a read-only __dict__ (3.2).
class A:
    """Doc of A."""
    x = 1
class B(A): pass
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, B.__doc__)
print(B.__base__.__name__, B.__bases__ == (A,), object.__bases__, object.__base__)
A.__name__ = "Renamed"
A.__qualname__ = "X.Renamed"
print(A, repr(A))
A.__doc__ = "new doc"
print(A.__doc__)
print(type(A.__dict__).__name__, A.__dict__["x"])
for act in (lambda: A.__dict__.__setitem__("y", 1), lambda: setattr(A, "__name__", 5),
            lambda: setattr(A, "__name__", "a\0b"), lambda: setattr(A, "__qualname__", 1),
            lambda: setattr(A, "__dict__", {}), lambda: setattr(int, "x", 1),
            lambda: delattr(A, "__name__"),
            lambda: setattr(A, "__mro__", ()), lambda: delattr(A, "nope")):
    try:
        act()
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)

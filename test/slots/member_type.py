# "__slots__ are implemented at the class level by creating descriptors for each variable name."
class C:
    __slots__ = ("x", "y")
d = C.__dict__["x"]
print(type(d), type(d).__name__, type(d).__module__)
print(d, repr(C.y), C.x is d, C.x is C.x)
print(d.__name__, d.__objclass__ is C, d.__doc__, d.__qualname__)
print(callable(d), hasattr(d, "__get__"), hasattr(d, "__set__"), hasattr(d, "__delete__"))
print(hasattr(d, "__set_name__"), hasattr(d, "__dict__"))
class D(C):
    pass
print(D.x.__objclass__ is C, D.x.__qualname__)

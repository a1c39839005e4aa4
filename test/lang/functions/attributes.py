# A function carries name, qualname, doc, module, annotations and a live __dict__ (3.2).
def outer():
    """Outer doc."""
    def inner(x: int, *a: "str", k: float = 1.0, **kw: bytes) -> None:
        pass
    return inner

f = outer()
print(outer.__name__, outer.__doc__, outer.__qualname__, outer.__module__)
print(f.__name__, f.__qualname__, f.__doc__)
print(f.__annotations__)
f.tag = 1
print(f.__dict__, f.tag)
f.__dict__["other"] = 2
print(f.other)
f.__name__ = "renamed"
f.__qualname__ = "q.renamed"
try:
    f()
except TypeError as e:
    print(e)
try:
    f.__name__ = 3
except TypeError as e:
    print(e)
try:
    f.missing
except AttributeError as e:
    print(e)
print((lambda: 0).__name__, (lambda: 0).__qualname__)

# Annotations are evaluated at definition after defaults, in parameter order, return last (8.7, PEP 3107).
log = []
def n(x):
    log.append(x)
    return x

def f(a: n("ann a") = n("def a"), /, b: n("ann b") = n("def b"), *c: n("ann c"),
      d: n("ann d") = n("def d"), **e: n("ann e")) -> n("ann r"):
    pass

print(log)
print(list(f.__annotations__.items()))
f.__annotations__["a"] = 1
print(f.__annotations__["a"])
f.__annotations__ = {}
print(f.__annotations__)
try:
    f.__annotations__ = 3
except TypeError as e:
    print(e)
del f.__annotations__
print(f.__annotations__)

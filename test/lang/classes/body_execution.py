# A class body runs as code at definition time, in order, with its own namespace (8.8).
print("before")
class C:
    print("in body", __name__, __qualname__)
    x = [1]
    for i in range(3):
        x.append(i)
    if len(x) > 2:
        def m(self): return "big"
    else:
        def m(self): return "small"
    y = m(None)
    del i
    try:
        1 / 0
    except ZeroDivisionError as e:
        z = str(e)
    class Inner:
        q = "inner"
    r = Inner.q
print(C.x, C.y, C.z, C.r, C().m(), hasattr(C, "i"), hasattr(C, "e"))
try:
    class D:
        a = 1
        raise ValueError("in body")
except ValueError as e:
    print(e, "D" in globals())
print(C.Inner.__qualname__, C.m.__qualname__, C.__module__)

# nonlocal rebinds the nearest enclosing binding, shared by all closures over it (7.13).
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    def reset():
        nonlocal n
        n = 0
    return inc, get, reset

inc, get, reset = counter()
inc2, get2, _ = counter()
print(inc(), inc(5), get(), get2())
reset()
print(get(), inc(), inc2(100), get(), get2())
print(inc.__closure__[0] is get.__closure__[0], inc.__closure__[0] is inc2.__closure__[0])

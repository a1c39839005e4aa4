# locals() in a function is a dict of bound names only; writing to it does not rebind (built-in functions).
def f(a, b=2):
    c = a + b
    d = locals()
    d["c"] = "changed"
    d["new"] = 1
    e = sorted(k for k in locals())
    return c, e

print(f(1))

def g():
    if False:
        unbound = 1
    return locals()

print(g())

def h():
    x = 1
    def inner():
        return x, sorted(locals())
    return inner()

print(h())
print(locals() is globals())

class C:
    y = 5
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["z"] = 6
print(C.z)

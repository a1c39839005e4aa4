# A class body reads a free name from the class first, then the enclosing function's cell (4.2.2).
def f(x):
    class C:
        print(x)
        locals()["x"] = "planted"
        print(x)
        def m(self): return x
    return C().m()
print(f("cell"))

name = "module"
def g():
    class D:
        a = name
        name = "class"
        b = name
        del name
        c = name
    return D.a, D.b, D.c
print(g())

def h():
    v = "h"
    class E:
        nonlocal v
        v = "rebound by class body"
    return v, "v" in E.__dict__
print(h())

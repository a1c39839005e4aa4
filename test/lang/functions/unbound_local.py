# A name assigned anywhere in the body is local throughout; reading it early is UnboundLocalError (4.2.2).
x = "global"

def f():
    print(x)
    x = 1

def g(flag):
    if flag:
        y = 1
    return y

def h():
    z = 1
    del z
    return z

def k():
    for i in ():
        pass
    return i

def m():
    x += 1

for fn in (f, lambda: g(True), lambda: g(False), h, k, m):
    try:
        print(fn())
    except UnboundLocalError as e:
        print(type(e).__name__, e, e.name if hasattr(e, "name") else None)
print(issubclass(UnboundLocalError, NameError))

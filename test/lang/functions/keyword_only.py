# Parameters after * must be given by keyword and a missing one is named in the error (8.7, PEP 3102).
def f(a, *, b, c=3):
    return a, b, c

def g(*, x, y, z):
    return x, y, z

def h(*args, sep):
    return sep.join(args)

print(f(1, b=2), f(b=1, a=0, c=5))
print(h("a", "b", sep="-"))
for call in (lambda: f(1), lambda: f(1, 2), lambda: g(), lambda: g(x=1), lambda: g(x=1, z=2),
             lambda: h("a"), lambda: g(1, 2, 3), lambda: f(1, 2, b=3),
             lambda: f(1, 2, 3, b=3, c=4)):
    try:
        print(call())
    except TypeError as e:
        print(e)

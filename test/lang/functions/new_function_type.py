# types.FunctionType is reachable as type(f) and builds functions from code and globals (3.2).
def f(a, b=1):
    return a, b, extra

FT = type(f)
g = FT(f.__code__, {"extra": "E"})
h = FT(f.__code__, {"extra": "H"}, "named", (5, 6))
print(h(), h.__name__)
try:
    g(1)
except TypeError as e:
    print(e)
print(g(1, 2))
def mk():
    v = "cell"
    def inner():
        return v
    return inner
i = mk()
j = FT(i.__code__, {}, closure=i.__closure__)
print(j())
for bad in (lambda: FT(1, {}), lambda: FT(i.__code__, {}), lambda: FT(f.__code__, 1), lambda: FT()):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

# Keywords fill any parameter in any order; positional ones come first (6.3.4).
def f(a, b=10, c=20, *rest, d=40, **kw):
    return [a, b, c, rest, d, sorted(kw.items())]

print(f(1))
print(f(1, c=2))
print(f(c=1, a=2))
print(f(d=1, c=2, b=3, a=4, z=5, y=6))
print(f(1, 2, 3, 4, 5, d=6))
print(f(*(1, 2), *(3, 4), **{"d": 0, "q": 1}))
for call in (lambda: f(1, 2, 3, 4, a=0), lambda: f(b=1), lambda: f(1, 2, b=3, c=4),
             lambda: f(*[1, 2, 3, 4], **{"c": 1})):
    try:
        print(call())
    except TypeError as e:
        print(e)

# Iterables after * are spread in order and may appear several times and after keywords (6.3.4, PEP 448).
def f(*a, **k):
    return a, sorted(k.items())

print(f(*"ab", 1, *range(2), *[], *(9,)))
print(f(*{"x": 1}, **{"y": 2}, z=3, **{"w": 4}))
print(f(k=1, *(2, 3)))
print(f(*(x * x for x in range(4))))

def loud(tag, value):
    print("eval", tag)
    return value

print(f(k=loud("kw", 1), *loud("star", [5])))
print(f(*loud("s1", [1]), loud("p", 2), **loud("d", {"q": 1}), r=loud("r", 2)))
for bad in (5, None, 1.5):
    try:
        f(*bad)
    except TypeError as e:
        print(type(e).__name__)

# The outermost iterable is evaluated in the enclosing scope, at once, also for generator expressions (6.2.4).
class C:
    data = [1, 2, 3]
    ok = [d * 2 for d in data]
    try:
        bad = [d for _ in range(1) for d in data]
    except NameError as e:
        print(e)
    try:
        bad = [d for d in range(3) if d in data]
    except NameError as e:
        print(e)
print(C.ok)
try:
    g = (x for x in undefined_name)
except NameError as e:
    print("at creation", e)
g = (y for x in [1] for y in undefined_later)
try:
    next(g)
except NameError as e:
    print("at next", e)
try:
    h = (x for x in 5)
except TypeError as e:
    print(e)
x = [1, 2]
print([x for x in x], x)

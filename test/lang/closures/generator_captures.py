# Generators capture variables like functions and see later rebinding (6.2.9, 4.2.2).
def f():
    x = 1
    def g():
        while x < 5:
            yield x
    it = g()
    out = [next(it)]
    x = 3
    out.append(next(it))
    x = 9
    out.append(next(it, "stop"))
    return out
print(f())

def counter():
    total = 0
    def gen():
        nonlocal total
        while True:
            total += (yield total) or 0
    return gen, lambda: total
gen, total = counter()
a, b = gen(), gen()
next(a); next(b)
print(a.send(5), b.send(7), a.send(1), total())
def lazy():
    n = 2
    e = (n * k for k in range(3))
    n = 10
    return list(e)
print(lazy())

# Generators compose into lazy pipelines that pull one item at a time (6.2.9).
def naturals():
    n = 1
    while True:
        yield n
        n += 1
def take(n, it):
    for _ in range(n):
        yield next(it)
def sieve(it):
    p = next(it)
    yield p
    yield from sieve(x for x in it if x % p)
def primes():
    it = naturals()
    next(it)
    return sieve(it)
print(list(take(12, primes())))
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
print([x for x, _ in zip(fib(), range(15))])
def window(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) > n:
            buf.pop(0)
        if len(buf) == n:
            yield tuple(buf)
print(list(window("abcde", 3)))
try:
    print(list(take(3, iter([1]))))
except RuntimeError as e:
    print(e)

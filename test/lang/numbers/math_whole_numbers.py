# factorial, comb, perm, isqrt, gcd, lcm and prod on numbers of any size.
import math


def shown(f, *args, **kw):
    try:
        return repr(f(*args, **kw))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for n in (0, 1, 2, 5, 12, 20, 21, 22, 25, 64, 100, 333):
    print(math.factorial(n), [math.comb(n, k) for k in range(0, n + 2, 7)], [math.perm(n, k) for k in range(0, n + 2, 31)])
for i in range(0, 140, 3):
    print(math.isqrt(2**i), math.isqrt(2**i - 1), math.isqrt(2**i + 1), math.gcd(2**i, 6**i), math.lcm(i, 2**i + 1))
print(math.comb(10**30, 5), math.perm(10**30, 3), math.isqrt(10**51), math.gcd(10**40, 6**40, 15), math.gcd(), math.lcm())
print(math.prod([1.5, 2]), math.prod([], start="a"), math.prod([2, 3], start=[1]), shown(math.prod, ["a", "b"]))
for bad in ((-1,), (2.0,), ("a",), (10**20,)):
    print([shown(f, *bad) for f in (math.factorial, math.isqrt, math.gcd)][: 3 if bad != (10**20,) else 1])
print(shown(math.comb, 5, -1), shown(math.comb, -5, 1), shown(math.perm, 5, None), shown(math.comb, 2**70, 2**69))

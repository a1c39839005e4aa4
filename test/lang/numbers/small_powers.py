# Powers, products and sums of ints at the borders of the machine's words, in all their forms.
edges = [0, 1, 2, 3, 7, 46340, 46341, 2**23, 2**24, 2**31, 2**46, 2**47 - 1, 2**47, 2**62, 2**63, 2**64]
edges += [-e for e in edges]
total = 0
for x in edges:
    for y in range(70):
        p = x**y
        q = 1
        for _ in range(y):
            q *= x
        assert p == q == pow(x, y), (x, y)
        p = x
        p **= y
        assert p == q
        total ^= q
print(total % 1000000007, 0**0, (-1) ** 47, (-2) ** 47, 2**-1, (-2) ** 48)
for x in edges:
    for y in edges:
        assert (x + y) - y == x and x - (x - y) == y and (x ^ y) ^ y == x and (x & y) + (x | y) == x + y
        if y:
            assert x // y * y + x % y == x and x * y // y == x
        z = x
        z += y
        z -= x
        assert z == y and type(z) is int
for f in (lambda: 2**64 // 0, lambda: 2**64 % 0, lambda: 2**64 << -1, lambda: 2**64 >> -1, lambda: 0**-1,
          lambda: 2**64 + 'a', lambda: 2**64 @ 1):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(True**2, 2**True, type(True + 2**64), True | False, 2.0**3, 2**0.5, (2**64) ** 2.0)

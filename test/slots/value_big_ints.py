# Counters in slots pass every boundary of integer sizes, up and down.
class C:
    __slots__ = ("n",)
c = C()
for start in (2**30, 2**31, 2**32, 2**47, 2**48, 2**62, 2**63, 2**64, 2**100):
    c.n = start - 3
    for _ in range(6):
        c.n += 1
    up = c.n
    for _ in range(8):
        c.n -= 1
    print(up - start, start - c.n, c.n.bit_length())
c.n = 1
for _ in range(200):
    c.n *= 2
print(c.n == 2**200)
for _ in range(200):
    c.n //= 2
print(c.n)

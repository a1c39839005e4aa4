# Assignment unpacks iterables to target lists of the same length, nested and starred (7.2).
a, b = 1, 2
(c, d) = [e, f] = "xy"
print(a, b, c, d, e, f)
a, b = b, a
print(a, b)
[g, [h, (i, *j)], *k] = 1, [2, "abc"], 3, 4
print(g, h, i, j, k)
*l, = range(3)
m, *n = (1,)
*o, p = "z"
q, *r, s = [1, 2]
print(l, m, n, o, p, q, r, s)
t, = [5]
[u] = {6}
() = []
[] = ()
print(t, u)
x = y = z = []
x.append(1)
print(y, z is x)
first, (second, third), *rest = 1, "ab", *"cd", *[7]
print(first, second, third, rest)
(v), w = 1, 2
print(v, w)
for aa, (bb, *cc) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(aa, bb, cc)
dd = ee, ff = {1: 2, 3: 4}
print(dd, ee, ff)

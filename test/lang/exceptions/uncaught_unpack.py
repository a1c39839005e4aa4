# An uncaught unpacking error shows its statement (7.2).
pairs = [(1, 2), (3, 4), (5, 6, 7), (8,)]
total = 0
for a, b in pairs[:2]:
    total += a * b
print(total)
(x, y), *rest = pairs
print(x, y, len(rest))
m, (n, *o), (p, q) = pairs[0][0], pairs[1], pairs[2]

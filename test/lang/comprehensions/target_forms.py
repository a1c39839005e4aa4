# Comprehension targets may be attributes, items and starred lists (6.2.4, 7.2).
class Box: pass
b = Box()
d = {}
print([b.x * 2 for b.x in range(3)], b.x)
print([len(d) for d["k"] in "ab"], d)
print([(a, c) for a, *c in ("abc", "d")])
print([x for [x, (y, z)] in [(1, (2, 3))] if y + z == 5])
l = [0, 0]
print([sum(l) for l[1] in (4, 5)], l)
print([tuple(r) for *r, _ in ([1, 2, 3], "xy")])
i = 0
arr = [None] * 3
print([arr.copy() for i, arr[i] in enumerate("pqr")])
print(i, arr)
try:
    [0 for a, b in [1]]
except TypeError as e:
    print(e)
try:
    [0 for a, *b, c in ["x"]]
except ValueError as e:
    print(e)

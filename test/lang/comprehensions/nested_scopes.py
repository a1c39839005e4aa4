# A nested comprehension reads the targets of the outer ones and of the function around (6.2.4).
def f(k):
    m = 2
    return [[k * m * x + y for y in range(x)] for x in range(3)]
print(f(10))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([[x for x in range(x)] for x in range(3)])
def g():
    fs = [lambda y: [x + y + z for z in range(2)] for x in range(2)]
    return [h(10) for h in fs]
print(g())
print([x for x in [y for y in [z for z in range(3)]]])
print({k: [v for v in vs if v != k] for k, vs in {1: [1, 2], 2: [2]}.items()})
print([[f"{a}{b}" for b in "xy"] for a in "ab"])
def h(n):
    return n and [h(i) for i in range(n)]
print(h(3))

# Generators feed unpacking, star calls, in tests, joins and constructors, and are consumed by them (7.2).
def g(n):
    for i in range(n):
        print("y", i, end="; ")
        yield i
a, b, *c = g(4)
print(a, b, c)
try:
    a, b = g(5)
except ValueError as e:
    print(e)
try:
    a, b, d = g(2)
except ValueError as e:
    print(e)
it = g(6)
print(2 in it, list(it))
it = g(3)
print(9 in it, list(it))
print(max(g(3)), sorted(g(2), reverse=True), dict.fromkeys(g(2)), [*g(1), *g(2)])
print(" ".join(str(x) for x in g(2)))
x, (y, z) = (g(2) for _ in range(2))
print(type(x).__name__, y, z)
l = [0]
l[1:] = g(2)
l += g(1)
l.extend(g(1))
print(l)

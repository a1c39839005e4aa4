# A slot takes values of every width in any order and gives back the very value.
class C:
    __slots__ = ("a", "b", "c")
values = [0, -1, 2**30 - 1, 2**30, -2**30, -2**30 - 1, 2**31, 2**47 - 1, 2**47, -2**47, -2**47 - 1,
          2**63, -2**64, 10**50, 0.0, 1.5, -2.5e300, float("inf"), 1e-320, True, None, "s", (), 3]
c = C()
c.b = "neighbour"
for v in values:
    c.a = v
    c.c = v
    assert c.a == v and type(c.a) is type(v) and c.b == "neighbour" and c.c == v, v
    c.a = 1
    assert c.a == 1
print(len(values), c.a, c.b, c.c)
n = C()
for v in reversed(values):
    n.b = v
    assert n.b == v and not hasattr(n, "a"), v
print(n.b)

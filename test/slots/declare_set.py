# "Any non-string iterable may be assigned to __slots__.": a set and a frozenset.
class A:
    __slots__ = {"x", "y", "z"}

class B:
    __slots__ = frozenset(["p", "q"])

a, b = A(), B()
a.x, a.y, a.z = 1, 2, 3
b.p, b.q = 4, 5
print(a.x + a.y + a.z, b.p + b.q)
print(sorted(A.__slots__), sorted(B.__slots__), type(A.__slots__), type(B.__slots__))
print(sorted(n for n in A.__dict__ if len(n) == 1))

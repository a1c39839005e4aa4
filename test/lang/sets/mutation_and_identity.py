# Adding an equal element keeps the old one; iteration detects size changes; set of ints iterates stably (library, set).
s = {1}; s.add(1.0); s.add(True); print(s, [type(x).__name__ for x in s])
s = {1.0}
s |= {1}
print(s, {1} & {1.0}, {1.0} & {1}, {1, 2} & {2.0, 3}, {True} | {1}, {0} | {False})
s = {1, 2, 3}
for act in (lambda: s.add(99), lambda: s.discard(99), lambda: s.clear()):
    try:
        for x in s: act()
    except RuntimeError as e:
        print(e)
s = {1, 2}
for x in s: s.add(x); s.discard("absent")
print(s)
it = iter({1, 2, 3})
print(next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__())
class E:
    log = []
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, o): E.log.append((self.n, o.n)); return self.n == o.n
s = {E(1), E(2)}; print(len(s), E(2) in s, E(3) in s, len(E.log) > 0)
s.discard(E(1)); print(len(s), [e.n for e in s])
class Boom:
    def __hash__(self): raise ValueError("hash")
for f in (lambda: {Boom()}, lambda: set([Boom()]), lambda: s.add(Boom()), lambda: Boom() in s,
          lambda: {1} | {Boom()}, lambda: {1}.union([Boom()]), lambda: {1}.isdisjoint([Boom()]),
          lambda: frozenset([1, Boom()])):
    try:
        f()
    except ValueError as e:
        print(e, end=" ")
print()
big = set(range(2000))
big -= set(range(0, 2000, 2))
print(len(big), min(big), sum(big), 3 in big, 4 in big)
big ^= set(range(1000))
print(len(big), big.pop() is not None, len(big))
for i in range(3000): big.add(i % 50); big.discard((i * 7) % 50)
print(len({x for x in big if x < 50}), set(range(5)) | set(range(3, 8)),
      sorted({(i * i) % 97 for i in range(200)})[:10], {-1, -2}, {0, 1, 2} == set(range(3)),
      set(list("abc")) == set("cba"))
try:
    g = (x for x in (1, [])); s2 = {0}; s2.update(g)
except TypeError as e:
    print(e, s2)

# Errors during sort leave a permutation; mutation during sort is detected (library, list).
l = [3, 1, "a", 2]
try:
    l.sort()
except TypeError as e:
    print(e, sorted(map(str, l)))
class C:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        if self.n == 5 or o.n == 5: raise ValueError("five")
        return self.n < o.n
    def __repr__(self): return f"C{self.n}"
l = [C(n) for n in (3, 5, 1, 2)]
try:
    l.sort()
except ValueError as e:
    print(e, sorted(c.n for c in l))
l = [3, 2, 1]
try:
    l.sort(key=lambda x: l.append(x) or x)
except ValueError as e:
    print(e, l)
l = [2, 1]
try:
    l.sort(key=lambda x: 1 / (x - 1))
except ZeroDivisionError as e:
    print(e, l)
l = [1, 2, 3]; seen = []
l.sort(key=lambda x: seen.append(len(l)) or -x)
print(seen, l)
class M:
    def __lt__(self, o): l2.clear(); return False
l2 = [M(), M(), M()]
try:
    l2.sort()
    print("cleared is fine", len(l2))
except ValueError as e:
    print(e, len(l2))
for f in (lambda: [1].sort(lambda x: x), lambda: [2, 1].sort(key=5), lambda: [1].sort(bad=1),
          lambda: sorted(), lambda: sorted([1], 2), lambda: sorted(5), lambda: [1, None].sort(),
          lambda: [1].sort(reverse="x"), lambda: [2, 1].sort(key=lambda: 0),
          lambda: sorted([1j, 2j]), lambda: sorted([{}, {}]), lambda: [1].sort(reverse=None),
          lambda: sorted([1, 2], key=None, reverse=2), lambda: [3, 1].sort(key=lambda x: None)):
    try:
        print(f())
    except TypeError as e:
        print(e)

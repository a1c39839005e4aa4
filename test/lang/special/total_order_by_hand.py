# Sorting, min, max and comparison chains need only __lt__ or its reflection (3.3.1).
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        log.append((self.n, o.n))
        return self.n < o.n
    def __repr__(self): return f"V{self.n}"
log = []
print(sorted([V(3), V(1), V(2)]), len(log) > 1)
print(min(V(2), V(1)), max([V(2), V(5), V(3)]))
log.clear()
print(V(1) > V(2), log)
class G:
    def __init__(self, n): self.n = n
    def __gt__(self, o): return self.n > o.n
    def __repr__(self): return f"G{self.n}"
print(sorted([G(3), G(1), G(2)]), max(G(1), G(4)), min(G(2), G(1)))
l = [G(2), G(1)]
l.sort(reverse=True)
print(l)
try:
    G(1) >= G(1)
except TypeError as e:
    print(e)
try:
    sorted([V(1), 5])
except (TypeError, AttributeError) as e:
    print(e)
try:
    sorted([1, "a", None])
except TypeError as e:
    print(e)
print(sorted([(1, V(2)), (1, V(1))], key=lambda t: t[1]), V(1) < V(2) < V(3))

# heapq keeps the heap order and merges; bisect finds insertion points (library, heapq, bisect).
import heapq, bisect
h = []
for x in (5, 1, 8, 3, 9, 2): heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(3)], h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 7),
      h)
l = [9, 4, 7, 1, 8, 2]
heapq.heapify(l)
print(l, heapq.nlargest(2, l), heapq.nsmallest(3, l), heapq.nlargest(2, ["a", "ccc", "bb"],
      key=len), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([4, 1], [3],
      reverse=True)), heapq.nsmallest(0, l), heapq.nlargest(99, [1, 2]))
s = [10, 20, 20, 30]
print(bisect.bisect_left(s, 20), bisect.bisect_right(s, 20), bisect.bisect(s, 5), bisect.bisect(s,
      99), bisect.bisect_left(s, 20, 2), bisect.bisect(s, 25, 0, 2), bisect.bisect_left([(1, "a"),
      (2, "b")], 2, key=lambda t: t[0]))
bisect.insort(s, 20)
bisect.insort_left(s,
                                    15)
print(s)
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1),
          lambda: heapq.heappush((), 1), lambda: heapq.heapify("abc"),
          lambda: heapq.heappush([1], "a"), lambda: bisect.bisect([1], 2, -1),
          lambda: bisect.bisect(["a"], 1), lambda: bisect.bisect(5, 1),
          lambda: heapq.nlargest("x", [])):
    try:
        print(f())
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n > o.n
    def __repr__(self): return f"V{self.n}"
q = [V(n) for n in (3, 9, 5)]
heapq.heapify(q)
print(heapq.heappop(q), heapq.heappushpop(q, V(1)), q)
big = [(i * 7919) % 1009 for i in range(2000)]
heapq.heapify(big)
out = [heapq.heappop(big) for _ in range(2000)]
print(out == sorted(out), out[:3], out[-1])

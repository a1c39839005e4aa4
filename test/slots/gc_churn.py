# Slots overwritten many times in old objects while young ones come and go.
import gc
class Node:
    __slots__ = ("value", "next", "f")
old = [Node() for _ in range(200)]
gc.collect()
for r in range(100):
    for i, o in enumerate(old):
        n = Node()
        n.value, n.next, n.f = [r, i], None, r * 0.5
        o.next = n
        o.value = (r, i)
        o.f = r / 4 if r % 2 else r
    if r % 25 == 0:
        gc.collect()
print(all(o.next.value == [99, i] and o.value == (99, i) and o.f == 24.75 for i, o in enumerate(old)))
print(sum(o.next.f for o in old))

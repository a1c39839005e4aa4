# Twenty thousand instances keep their own values.
class P:
    __slots__ = ("i", "f", "s")
    def __init__(self, i):
        self.i, self.f, self.s = i, i / 2, str(i)
items = [P(i) for i in range(20000)]
print(sum(p.i for p in items), sum(p.f for p in items), sum(len(p.s) for p in items))
for p in items[::2]:
    p.i, p.f = p.f, p.i
print(sum(p.i for p in items), items[10].i, items[10].f, items[11].i, items[11].f)

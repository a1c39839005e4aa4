# operator and itertools over slotted records.
from itertools import groupby
from operator import attrgetter, methodcaller
class R:
    __slots__ = ("kind", "size")
    def __init__(self, kind, size):
        self.kind, self.size = kind, size
    def show(self, mark="-"):
        return f"{self.kind}{mark}{self.size}"
rows = [R("b", 2), R("a", 1.5), R("b", 1), R("a", 10**20)]
rows.sort(key=attrgetter("kind", "size"))
print([r.show() for r in rows])
print({k: [r.size for r in g] for k, g in groupby(rows, attrgetter("kind"))})
print(list(map(methodcaller("show", mark="/"), rows)))

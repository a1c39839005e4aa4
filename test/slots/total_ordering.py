# functools.total_ordering, lru_cache on a method and singledispatchmethod over slots.
# differs: regular expressions (_sre) are not there yet
from functools import lru_cache, singledispatchmethod, total_ordering
@total_ordering
class V:
    __slots__ = ("n",)
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
    def __hash__(self):
        return hash(self.n)
    @lru_cache(maxsize=None)
    def square(self):
        calls.append(self.n)
        return self.n ** 2
    @singledispatchmethod
    def show(self, arg):
        return "any"
    @show.register
    def _(self, arg: int):
        return "int"
calls = []
print(V(1) <= V(2), V(3) >= V(2), sorted([V(3), V(1)])[0].n)
print(V(4).square(), V(4).square(), calls, V(1).show(1), V(1).show("s"))

# singledispatch picks by the first argument's class; total_ordering derives comparisons (library, functools).
# differs: regular expressions (_sre) are not there yet
from functools import singledispatch, singledispatchmethod, total_ordering, cmp_to_key
@singledispatch
def show(x, *a): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def lst(x, *a): return f"list of {len(x)}"
show.register(float, lambda x: "float")
@show.register(str)
def _(x): return "str"
print(show(1), show(True), show([1]), show(1.5), show(None), show("s"), show(()),
      show.dispatch(bool)(1), show.registry.keys() >= {int, list}, lst([1, 2]))
class L(list): pass
print(show(L()))
try:
    show()
except TypeError as e:
    print(e)
class C:
    @singledispatchmethod
    def m(self, x): return "base"
    @m.register
    def _(self, x: int): return "int"
print(C().m(1), C().m("a"))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.n < o.n if isinstance(o, V) else NotImplemented
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2), sorted([V(2), V(1)])[0].n)
try:
    V(1) >= 5
except TypeError as e:
    print(e)
try:
    total_ordering(type("N", (), {}))
except ValueError as e:
    print(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))

# groupby that is stepped while it compares, copied; states of cycle and accumulate; keywords meant for __init__; lru_cache hashes once
import copy, functools
from itertools import accumulate, cycle, filterfalse, groupby, repeat

class K:
    def __init__(self, v):
        pass
    def __eq__(self, other):
        global compared
        compared += 1
        if compared == 1:
            next(group, None)
        return True

compared = 0
group = next(groupby(range(10), K))[1]
for _ in range(2):
    print(type(next(group, None)).__name__)
print(compared)

g = groupby("aabbc")
print(next(g)[0], [(k, list(v)) for k, v in copy.deepcopy(g)], next(g)[0])
k, v = next(groupby([1, 1, 2]))
print(list(copy.deepcopy(v)))
it = groupby([1, 2]); old = next(it)[1]; next(it)
print(list(copy.copy(old)))
for state in (1, (1,), ("a", 1), (["a"], "x"), (["a"], 1)):
    try:
        c = cycle("xy"); c.__setstate__(state); print(next(c))
    except TypeError as e:
        print(e)
for items in ([None, 1], [1, None, 2], [3]):
    a = accumulate(items, lambda x, y: y)
    next(a)
    print(list(copy.deepcopy(a)), list(a))

class Filter(filter):
    def __init__(self, *args, extra=None):
        self.extra = extra
class Not(filterfalse):
    def __init__(self, *args, extra=None):
        self.extra = extra
print(Filter(None, [0, 1], extra=3).extra, list(Filter(None, [0, 1], extra=3)), Not(None, [0], extra=4).extra)
class Bare(filter):
    pass
try:
    Bare(None, [], extra=1)
except TypeError as e:
    print(e)

class H:
    def __init__(self):
        self.n = 0
    def __hash__(self):
        self.n += 1
        return 1
h = H()
f = functools.lru_cache(maxsize=1)(lambda x, y: y)
print(f(h, 1), h.n, f(h, 1), h.n, f(2, 3), h.n, f(h, 1), h.n, f.cache_info())

def w():
    pass
print(functools.update_wrapper(w, max).__doc__.startswith("max("))
try:
    class C:
        @functools.cached_property
        def a(self):
            pass
        b = a
except RuntimeError as e:
    print(e, "|", e.__context__, e.__cause__ is e.__context__)

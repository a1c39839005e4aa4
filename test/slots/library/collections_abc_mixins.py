# The mixins of collections.abc leave slotted children without dictionary.
from collections.abc import Mapping, MutableSequence, Set
class M(Mapping):
    __slots__ = ("_d",)
    def __init__(self, **kw):
        self._d = kw
    def __getitem__(self, k):
        return self._d[k]
    def __iter__(self):
        return iter(self._d)
    def __len__(self):
        return len(self._d)
m = M(a=1, b=2)
print(dict(m), m.get("z", 0), "a" in m, m == {"a": 1, "b": 2}, hasattr(m, "__dict__"))
class S(MutableSequence):
    __slots__ = ("_l",)
    def __init__(self, *a):
        self._l = list(a)
    def __getitem__(self, i):
        return self._l[i]
    def __setitem__(self, i, v):
        self._l[i] = v
    def __delitem__(self, i):
        del self._l[i]
    def __len__(self):
        return len(self._l)
    def insert(self, i, v):
        self._l.insert(i, v)
s = S(3, 1)
s.append(2)
s.reverse()
print(list(s), s.index(1), s.pop(), hasattr(s, "__dict__"))

# collections.abc supplies mixin methods from the few required ones (library, collections.abc).
from collections.abc import Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Iterable, Iterator, Sized, Hashable, Callable, Container, Generator
class Seq(Sequence):
    def __init__(self, *a): self.a = a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
s = Seq("a", "b", "a")
print(list(s), "b" in s, s.index("b"), s.count("a"), list(reversed(s)))
class L(MutableSequence):
    def __init__(self): self.a = []
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
    def __setitem__(self, i, v): self.a[i] = v
    def __delitem__(self, i): del self.a[i]
    def insert(self, i, v): self.a.insert(i, v)
l = L(); l.append(1); l.extend([2, 3]); l += [4]; l.reverse(); l.remove(2); print(l.a, l.pop(), l.a)
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M()
m.update(a=1, b=2)
print(m.get("z"), m.setdefault("c", 3), m.pop("a"), list(m.items()), m == {"b": 2, "c": 3},
      "b" in m, list(m.keys()), m.popitem(), len(m))
class S(Set):
    def __init__(self, it): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(list(S("abc") & S("bcd")), list(S("ab") | S("bc")), list(S("abc") - S("b")),
      S("ab") <= S("abc"), S("ab") == {"a", "b"}, S("ab").isdisjoint("xy"))
print([isinstance(x, c) for x, c in (([], Iterable), (iter([]), Iterator), ({}, Sized),
      ([], Hashable), (1, Hashable), (len, Callable), (5, Container), ((i for i in ()), Generator),
      ((), Sequence), ("", Sequence), ({}, Mapping), (set(), MutableSet), (range(1), Sequence))])
try:
    Sequence()
except TypeError as e:
    print(e)

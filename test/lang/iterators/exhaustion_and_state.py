# Iterators stay exhausted, keep independent positions, and report length hints (library, iterators).
for c in ([1, 2, 3], (1, 2), "ab", b"ab", {1: 2}, {5}, range(2), {1: 2}.items(), bytearray(b"z"),
          frozenset({7}), memoryview(b"m")):
    a, b = iter(c), iter(c)
    first = next(a)
    print(type(a).__name__, first, list(a), list(a), next(a, "end"), len(list(b)), iter(a) is a)
l = [1, 2, 3]
it = iter(l)
print(it.__length_hint__(), next(it), it.__length_hint__())
l.append(4)
print(it.__length_hint__())
list(it)
l.append(5)
print(list(it), it.__length_hint__())
it = iter([10, 20, 30])
it.__setstate__(1)
print(next(it))
it.__setstate__(100)
print(list(it))
it2 = iter(range(10))
it2.__setstate__(7)
print(list(it2))
print([type(iter(x)).__name__ for x in ([], (), "", "é", b"", {}, set(), range(0), range(2 ** 70),
      {}.values(), {}.items(), enumerate([]), zip(), (i for i in ()))])
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * i
it = iter(Seq()); print(next(it), list(it), list(it), type(it).__name__)
class Count:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
c = Count()
print(list(c), list(c), 2 in Count(), sum(Count()), max(Count()), [*Count(), *Count()],
      dict.fromkeys(Count()), "".join(map(str, Count())), tuple(Count()), set(Count()),
      sorted(Count(), reverse=True))
a, *b = Count()
print(a, b)
for x in (it, c, iter([])):
    try:
        x[0]
    except TypeError as e:
        print(e)
try:
    len(iter([]))
except TypeError as e:
    print(e)

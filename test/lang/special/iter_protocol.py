# iter() needs __iter__ returning an iterator, or __getitem__; next needs __next__ (3.3.7).
class I:
    def __iter__(self): return iter("ab")
class N:
    def __next__(self): return 1
class BadIter:
    def __iter__(self): return [1]
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i
print(list(I()), list(Seq(3)), [*Seq(2)], dict.fromkeys(Seq(2)), next(iter(Seq(1))))
for f in (lambda: iter(N()), lambda: iter(BadIter()), lambda: iter(NoneIter()), lambda: next(I()),
          lambda: next(Seq(1)),
          lambda: iter(5), lambda: list(BadIter()), lambda: [*NoneIter()], lambda: [x for x in 5],
          lambda: iter(int, 1, 2),
          lambda: iter(5, 1), lambda: tuple(object())):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(next(N()), type(iter(Seq(1))).__name__)
s = Seq(2)
it = iter(s)
print(list(it)); s.n = 5; print(list(it))
vals = iter([3, 2, 0, 7])
print(list(iter(lambda: next(vals), 0)), list(vals))
print(list(iter(iter([1, 2, 3]).__next__, 2)))

# reversed() uses __reversed__, else __len__ with __getitem__ (built-in functions).
class R:
    def __reversed__(self): return "any object"
class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        print("get", i, end=" ")
        return i
class NoLen:
    def __getitem__(self, i): return i
class NoneRev(list):
    __reversed__ = None
print(reversed(R()), list(reversed(Seq())))
for x in (NoLen(), NoneRev([1]), 5, {1, 2}, iter([]), (i for i in ()), None):
    try:
        print(list(reversed(x)))
    except TypeError as e:
        print(e)
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))),
      list(reversed({1: 2, 3: 4})), list(reversed(b"ab")))
print(list(reversed({1: 2}.items())), list(reversed({1: 2, 5: 6}.values())))
it = reversed([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), list(it))
l = [1, 2, 3]
it = reversed(l)
next(it); l.pop(); l.pop()
print(list(it), type(it).__name__, type(reversed("a")).__name__)

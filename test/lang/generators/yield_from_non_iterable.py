# yield from needs an iterable; a missing or broken __iter__ is reported inside the generator (PEP 380).
def g(x):
    try:
        r = yield from x
        print("result", r)
    except TypeError as e:
        print(e)
        yield "caught inside"

class NoIter: pass
class BadIter:
    def __iter__(self): return 5
class ViaGetitem:
    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i * 10
class Ret:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(42)

for v in (5, None, NoIter(), BadIter()):
    print(list(g(v)))
print(list(g(ViaGetitem())), list(g(Ret())), list(g({})), list(g("xy")))
def deep(n):
    if n:
        yield from deep(n - 1)
    yield n
print(list(deep(5)))

# next() with a default swallows only StopIteration (built-in functions).
def g():
    yield 1
    raise ValueError("boom")
it = g()
print(next(it, "d"))
try:
    next(it, "d")
except ValueError as e:
    print(e)
print(next(it, "d"), next(it, None))
class I:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 2:
            raise StopIteration("odd")
        return self.n
i = I()
print(next(i, "x"), next(i), list(i), next(i))
for bad in (lambda: next(), lambda: next([1]), lambda: next(iter([1]), 1, 2), lambda: next(g)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(next(iter([]), *("star",)))

# Exceptions from __next__ pass through loops, comprehensions and consumers unchanged (library, iterators).
class Bad:
    def __init__(self, n, exc): self.n, self.exc = n, exc
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise self.exc
        return self.n
for consume in (list, tuple, set, sum, max, sorted, lambda b: [x for x in b],
                lambda b: {x: 1 for x in b}, lambda b: "".join(b) if 0 else [*b],
                lambda b: dict.fromkeys(b), lambda b: 99 in b, lambda b: print(*b),
                lambda b: list(zip(b, b)), lambda b: list(map(str, b)),
                lambda b: list(enumerate(b)), lambda b: [].extend(b), any,
                lambda b: (lambda x, y: 0)(*b), lambda b: bytes(b),
                lambda b: list(filter(None, b))):
    for exc in (ValueError("inside"), StopIteration("end"), GeneratorExit("ge")):
        try:
            r = consume(Bad(3, exc))
            print("ok" if not isinstance(r, (int, bool)) else r, end=" | ")
        except BaseException as e:
            print(type(e).__name__, e, end=" | ")
    print()
l = [0]
try:
    l.extend(Bad(2, KeyError("mid")))
except KeyError:
    print(l)
try:
    l[0:1] = Bad(2, KeyError("mid"))
except KeyError:
    print(l)
d = {}
try:
    d.update((x, x) for x in Bad(2, KeyError("mid")))
except KeyError:
    print(d)
try:
    for x in Bad(1, StopIteration): pass
    else: print("else after StopIteration class")
except Exception as e:
    print(e)

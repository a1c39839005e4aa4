# Operators, items, membership and iteration by Python methods: NotImplemented goes on, also from generators and deep down.
import sys


class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        if not isinstance(o, V):
            self = o = None
            return NotImplemented
        return V(self.x + o.x)

    def __radd__(self, o):
        if isinstance(o, str):
            return NotImplemented
        return V(self.x + o)

    def __iadd__(self, o):
        return NotImplemented if o == 5 else V(self.x + 100)

    def __lt__(self, o):
        return NotImplemented if not isinstance(o, V) else [] if self.x >= o.x else [1]

    def __gt__(self, o):
        return "gt"

    def __getitem__(self, k):
        return NotImplemented if k == 0 else (self.x, k)

    def __setitem__(self, k, v):
        self.x = k, v

    def __contains__(self, k):
        return "yes" if k == self.x else ""

    def __repr__(self):
        return f"V({self.x!r})"


class W(V):
    def __radd__(self, o):
        return "W first"


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if not self.n:
            raise StopIteration("done")
        self.n -= 1
        return self.n


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


def steps():
    v = V(1)
    yield v + V(2)
    yield 3 + v
    yield attempt(lambda: v + "s")
    yield attempt(lambda: "s" + v)
    yield v + W(1)
    v += 1
    yield v
    w = V(1)
    yield attempt(lambda: w + 5)
    w += V(5) if w > 2 else 2
    yield w
    yield 1 if V(1) < V(2) else 2
    yield 1 if V(2) < V(1) else 2
    yield V(1) < 5 if attempt(lambda: V(1) < 5) == "no" else attempt(lambda: V(1) < 5)
    yield 5 < V(1)
    yield v[3], v[0]
    v[1] = 2
    yield v, (1, 2) in v, 3 in v, 3 not in v
    if 7 in v:
        yield "in"
    if (1, 2) in v:
        yield "found"
    for i in Count(3):
        yield i
    else:
        yield "else"


print(*steps(), sep="\n")


class Deep:
    def __add__(self, n):
        return n if n == 0 else self + (n - 1)

    def __getitem__(self, n):
        return n if n == 0 else self[n - 1]


sys.setrecursionlimit(20000)
print(Deep() + 5000, Deep()[5000])
sys.setrecursionlimit(500)
print(attempt(lambda: Deep() + 5000)[0])


class Bad:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("next")


def loop():
    for x in Bad():
        pass


print(attempt(loop))
for x in Count(2):
    for y in Count(2):
        print(x, y, end=" ")
print()

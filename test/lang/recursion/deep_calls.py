# Unbounded recursion raises RecursionError that can be caught, again and again (library, exceptions).
import sys
def f(n): return f(n + 1)
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
for _ in range(3):
    try:
        f(0)
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32], issubclass(RecursionError, RuntimeError))
d = depth()
print(500 < d <= 1000, abs(depth() - d) < 5)
def ping(n): return pong(n)
def pong(n): return ping(n)
def gen(n): yield from gen(n + 1)
class C:
    @property
    def p(self): return self.p
    def __call__(self): return self()
    def __getitem__(self, i): return self[i]
    def __add__(self, o): return self + o
    def __len__(self): return len(self)
    def __eq__(self, o): return self == o
    def __iter__(self): return iter(self)
    def __bool__(self): return not self
c = C()
for g in (lambda: ping(0), lambda: list(gen(0)), lambda: c.p, lambda: c(), lambda: c[0],
          lambda: c + 1, lambda: len(c), lambda: c == 1, lambda: iter(c), lambda: bool(c),
          lambda: (lambda s: s(s))(lambda s: s(s)), lambda: [f(x) for x in (1,)],
          lambda: sorted([2, 1], key=f), lambda: list(map(f, [1]))):
    try:
        g()
        print("no error")
    except RecursionError:
        print("RecursionError", end=" ")
print()
print(sum(i for i in range(100)))

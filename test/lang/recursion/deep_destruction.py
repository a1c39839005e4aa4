# Very long chains of objects are freed without overflowing the stack (3.1).
import gc
class Node:
    def __init__(self, nxt): self.nxt = nxt
n = 20000
for make in (lambda x: [x], lambda x: (x,), lambda x: {"k": x}, Node, lambda x: (lambda: x),
             lambda x: iter([x]), lambda x: {1: (x, [x])}, lambda x: slice(x)):
    head = None
    for _ in range(n): head = make(head)
    del head
    gc.collect()
print("freed")
class D(Node):
    count = 0
    def __del__(self): D.count += 1
head = None
for _ in range(10000): head = D(head)
del head
gc.collect()
print(D.count)
def gen(inner):
    if inner is not None: yield from inner
    yield 1
g = None
for _ in range(5000): g = gen(g)
del g
e = None
for i in range(10000):
    x = ValueError(i); x.__context__ = e; e = x
del e, x
def f(n):
    try:
        raise KeyError(n)
    except KeyError as e:
        return e
keep = f(0)
for i in range(5000):
    nxt = f(i); nxt.__cause__ = keep; keep = nxt
del keep, nxt
gc.collect()
print("all freed")

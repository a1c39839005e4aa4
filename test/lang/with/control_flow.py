# return, break and continue in the body call __exit__ with three Nones (8.5).
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", self.n, a == (None, None, None))
def f():
    for i in range(4):
        with CM(i):
            if i == 0: continue
            if i == 2: return "ret"
        print("after", i)
print(f())
for i in range(3):
    with CM(i):
        break
else:
    print("no else")
while True:
    with CM("w"), CM("v"):
        with CM("u"):
            break
def g():
    with CM("gen"):
        yield 1
        yield 2
it = g()
next(it)
it.close()
print(list(g()))
def h():
    try:
        with CM("h"):
            return "a"
    finally:
        print("finally after exit")
print(h())

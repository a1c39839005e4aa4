# A manager may be reused and nested in itself; the bound __exit__ is fetched before __enter__ runs (8.5).
class Depth:
    def __init__(self): self.n = 0
    def __enter__(self):
        self.n += 1
        return self.n
    def __exit__(self, *a): self.n -= 1
d = Depth()
with d as a, d as b:
    with d as c:
        print(a, b, c, d.n)
print(d.n)
class Changing:
    def __enter__(self):
        Changing.__exit__ = lambda self, *a: print("new exit")
        return self
    def __exit__(self, *a): print("old exit")
with Changing():
    pass
with Changing():
    pass
class Swap:
    def __enter__(self):
        self.__class__ = Other
        return self
    def __exit__(self, *a): print("Swap exit")
class Other(Swap):
    def __exit__(self, *a): print("Other exit")
s = Swap()
with s as t:
    print(type(t).__name__)

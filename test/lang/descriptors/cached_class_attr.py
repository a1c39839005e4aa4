# A descriptor read through the class is invoked with None; assignment on the class replaces it (3.3.2.2).
class Counter:
    def __init__(self): self.n = 0
    def __get__(self, o, t):
        self.n += 1
        return self.n
    def __set__(self, o, v): self.n = v
class C: c = Counter()
print(C.c, C.c, C().c)
i = C()
i.c = 100
print(C.c, i.c)
raw = C.__dict__["c"]
print(raw.n, vars(C)["c"] is raw)
C.c = 0
print(C.c, C.c, raw.n)
C.c = raw
print(C.c)
del C.c
print(hasattr(C, "c"))
class M(type):
    c = Counter()
class K(metaclass=M): pass
K.c = 50
print(K.c, "c" in vars(K))
def loop(o): return [o.c for _ in range(4)]
print(loop(K), loop(K))

# Chained attribute access, calls and items evaluate left to right with one error point (6.3).
log = []
class N:
    def __init__(self, name): self.name = name
    def __getattr__(self, n):
        log.append(f"{self.name}.{n}")
        if n == "stop":
            raise AttributeError("stopped at " + self.name)
        return N(n)
    def __call__(self, *a):
        log.append(f"{self.name}()")
        return N(self.name + "'")
    def __getitem__(self, k):
        log.append(f"{self.name}[{k}]")
        return N(f"{self.name}_{k}")
n = N("root")
print(n.a.b(1).c[2].d().e.name)
print(log)
log.clear()
try:
    n.a(n.b, n.c[0])(n.d.stop)(n.never)
except AttributeError as e:
    print(e)
print(log)
log.clear()
n.x.y.z = n.p.q
n.x[0].w, n.y.v = n.r, n.s
print(log)

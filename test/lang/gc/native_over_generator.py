# What a native function was given lives while it goes through a generator in which is collected.
import gc
class M:
    def __init__(self, n): self.d = {i: i for i in range(n)}
    def name(self, i):
        gc.collect()
        return [str(j) for j in range(50)][i]
    def keys(self):
        for k in list(self.d):
            yield self.name(k)
    def __getitem__(self, k): return k
def deep(n, **kw): return dict(M(4), **kw) if not n else deep(n - 1, **kw)
for n in range(5):
    d = deep(n, **{chr(97+i)*30: [i] for i in range(6)})
    print(d)
print(sorted((M(3).keys()), key=lambda s: (gc.collect(), s)[1]))

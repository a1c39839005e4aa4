# A manager can snapshot and restore state around a body whatever happens in it (8.5).
class Restore:
    def __init__(self, d): self.d = d
    def __enter__(self):
        self.copy = dict(self.d)
        return self.d
    def __exit__(self, t, v, tb):
        self.d.clear()
        self.d.update(self.copy)
cfg = {"a": 1}
with Restore(cfg) as c:
    c["a"] = 2
    c["b"] = 3
    print(cfg)
print(cfg)
def f():
    with Restore(cfg) as c:
        c["a"] = 5
        return dict(c)
print(f(), cfg)
try:
    with Restore(cfg) as c:
        del c["a"]
        c["a"] += 1
except KeyError as e:
    print("KeyError", e, cfg)
def g():
    for k in "xyz":
        with Restore(cfg) as c:
            c[k] = k
            yield sorted(c)
print(list(g()), cfg)
it = g()
print(next(it), len(cfg))
it.close()
print(cfg)

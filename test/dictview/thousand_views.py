# Views of a thousand instances held at once.
import gc
class P:
    def __init__(self, i):
        self.i, self.f = i, i / 4
objects = [P(i) for i in range(1000)]
views = [o.__dict__ for o in objects]
gc.collect()
for i, v in enumerate(views):
    v["i"] += 1
    objects[i].f += 1
print(sum(o.i for o in objects), sum(v["f"] for v in views))
print(all(o.__dict__ is v for o, v in zip(objects, views)))
del objects[::2]
gc.collect()
print(len(objects), sum(v["i"] for v in views), views[0], views[999])
views = None
gc.collect()
print(objects[0].__dict__)

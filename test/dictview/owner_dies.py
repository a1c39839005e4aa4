# The dictionary outlives its owner with all values and stays an ordinary dictionary.
import gc
class P:
    def __init__(self):
        self.a, self.b, self.c = 1, "two", 2.5
def views(n):
    return [P().__dict__ for _ in range(n)]
kept = views(3)
gc.collect()
print(kept)
kept[0]["d"] = 10**20
del kept[1]["a"]
kept[2].clear()
gc.collect()
print(kept, type(kept[0]) is dict)
x = P()
x.big = [P() for _ in range(10)]
d = x.__dict__
x = None
gc.collect()
print(len(d["big"]), d["big"][3].__dict__ == {"a": 1, "b": "two", "c": 2.5}, list(d))

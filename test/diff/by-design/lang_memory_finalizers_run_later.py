# __del__ runs when the last reference to an object is gone (3.3.1).
# differs: by design, there are no reference counts: finalizers run at a safe point after the collection that finds the object dead
import gc


class Value:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)


log = []
values = {n: Value(n) for n in range(3)}
values[1] = None
print(log)
del values[2]
print(log)
gc.collect()
print(sorted(log))


class Key:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __del__(self): items.append(0)


items = list(range(10))
try:
    items.sort(key=Key)
except ValueError as error:
    print(error)

# gc.collect() returns the number of objects that it found unreachable (library, gc).
import gc


class Node:
    def __init__(self): self.me = self


gc.collect()
print(gc.collect())
a = []
a.append(a)
del a
print(gc.collect())
b, c = Node(), Node()
b.other, c.other = c, b
del b, c
print(gc.collect() > 1)

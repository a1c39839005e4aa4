# A cycle of slotted instances is collected; their finalizers run once.
import gc
class Node:
    __slots__ = ("other", "name")
    def __init__(self, name):
        self.name = name
    def __del__(self):
        log.append(self.name)
log = []
def make():
    a, b = Node("a"), Node("b")
    a.other, b.other = b, a
gc.collect()
make()
gc.collect()
print(sorted(log))
gc.collect()
print(len(log))

# A weak reference's callback runs when a slotted object dies; the slots' values die with it.
import gc
from _weakref import ref

class Node:
    __slots__ = ("child", "__weakref__")

def scene(log):
    inner, outer = Node(), Node()
    outer.child = inner
    return outer, ref(inner, lambda r: log.append("inner")), ref(outer, lambda r: log.append("outer"))

log = []
outer, a, b = scene(log)
gc.collect()
print(log, a() is outer.child)
outer.child = None
gc.collect()
print(log, a())
outer = None
gc.collect()
print(log, b())

# gc.get_objects finds slotted instances that hold containers.
import gc
class C:
    __slots__ = ("items",)
def count():
    return sum(type(o) is C for o in gc.get_objects())
a, b = C(), C()
a.items, b.items = [a], [b]
gc.collect()
print(count())
b.items = None
b = None
gc.collect()
print(count())

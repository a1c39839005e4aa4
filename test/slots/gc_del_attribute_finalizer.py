# Deleting the slot that alone holds an object with a finalizer runs it by the next collection.
import gc
class Loud:
    __slots__ = ("name",)
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("bye", self.name)
class Holder:
    __slots__ = ("a",)
h = Holder()
h.a = Loud("one")
h.a = Loud("two"); gc.collect()
print("replaced")
del h.a; gc.collect()
print("deleted")

# A weak reference to an object that its finalizer saves (library, weakref; 3.3.1, __del__).
# differs: by design, weak references are cleared when an object is found dead, before __del__, as CPython does for those in cycles
import gc
import weakref


class Saved:
    def __del__(self):
        saved.append(self)


saved = []
value = Saved()
ref = weakref.ref(value)
del value
gc.collect()
print(len(saved), ref() is None)

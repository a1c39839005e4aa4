# A finalizer may resurrect its slotted object; it is not run again.
import gc
class Z:
    __slots__ = ("n",)
    def __del__(self):
        self.n += 1
        saved.append(self)
saved = []
def make():
    z = Z()
    z.n = 0
make()
gc.collect()
print(len(saved), saved[0].n)
saved.clear()
gc.collect()
print(len(saved))

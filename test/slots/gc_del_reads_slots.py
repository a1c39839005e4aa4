# __del__ sees set slots, and an AttributeError for unset ones.
import gc
class R:
    __slots__ = ("handle", "extra")
    def __del__(self):
        log.append((self.handle, getattr(self, "extra", "unset")))
log = []
def make(n):
    r = R()
    r.handle = n
    if n % 2:
        r.extra = n * 1.5
for i in range(4):
    make(i)
gc.collect()
print(sorted(log))

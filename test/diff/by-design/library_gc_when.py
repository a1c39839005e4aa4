# The collector runs when about 700 containers more were made than died (library, gc.set_threshold).
# differs: by design, collections follow the bytes that were allocated, not the number of objects; gc.set_threshold() is kept and changes nothing
import gc
import weakref


class Cycle:
    def __init__(self): self.me = self


dead = weakref.ref(Cycle())
kept = []
for i in range(1000):
    if dead() is None:
        break
    kept.append([])
print(dead() is None)

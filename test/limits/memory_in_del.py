# MemoryError inside __del__.
# ends: done
# prints: caught
import gc, sys
seen = []
sys.unraisablehook = lambda u: seen.append(u.exc_type is MemoryError)
class C:
    def __del__(self): [0] * 10 ** 9
C()
gc.collect()
for i in range(10): pass
print('caught' if seen == [True] else seen)
sys.unraisablehook = sys.__unraisablehook__

# Thousands of weak references die at once while threads switch: their callbacks do not nest without end.
import sys, threading, weakref
sys.setswitchinterval(1e-6)
class K: pass
keep = [K() for i in range(30000)]
gone = []
refs = [weakref.ref(k, gone.append) for k in keep]
other = threading.Thread(target=lambda: [sum(range(50)) for i in range(3000)])
other.start()
import gc
keep.clear()
gc.collect()
other.join()
gc.collect()
print(len(gone))

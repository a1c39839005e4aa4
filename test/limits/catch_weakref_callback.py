# Callbacks of weak references that loop.
# ends: stop
# time: 0.1
# grants: files
import weakref, gc
class C: pass
def gone(ref):
    while True: pass
c = C()
r = weakref.ref(c, gone)
del c
gc.collect()
while True: pass

# With gc.DEBUG_SAVEALL all that is unreachable goes to gc.garbage (library, gc).
import gc

gc.collect()
value = []
value.append(value)
name = id(value)
gc.set_debug(gc.get_debug() | gc.DEBUG_SAVEALL)
del value
gc.collect()
gc.set_debug(0)
print(len(gc.garbage), [id(found) == name for found in gc.garbage])
gc.garbage.clear()

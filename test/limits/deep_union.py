# Types of types.
# ends: done
# grants: files
# prints: caught
# prints: caught
import types
t = int
try:
    for i in range(100000): t = list[t]
    repr(t)
except (RecursionError, MemoryError): print('caught')
u = int | str
try: isinstance(1, u)
finally: print('caught')

# Everything that the collector knows of.
# ends: done
# prints: 0
import gc, io
n = 0
for o in gc.get_objects():
    if isinstance(o, io.IOBase) and not isinstance(o, type):
        try:
            if hasattr(o, 'fileno') and o.fileno() > 2: n += 1
        except (OSError, ValueError): pass
print(n)

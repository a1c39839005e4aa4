# importlib.reload runs the module again in its own namespace.
import importlib
import os
import _folder

_folder.write(changing='a = 1\nb = 1\n')
import changing
kept = changing
_folder.write(changing='a = 2\nc = 33\n')
print(importlib.reload(changing) is kept, changing.a, changing.b, changing.c)
_folder.write(changing='a = 3\n1 / 0\n')
try:
    importlib.reload(changing)
except ZeroDivisionError:
    print(changing.a, changing.c)
spec = importlib.util.find_spec('changing') if hasattr(importlib, 'util') else None
import importlib.util
spec = importlib.util.find_spec('changing')
print(spec.name, os.path.basename(spec.origin), spec.has_location, spec.parent == '')
m = importlib.util.module_from_spec(spec)
print(m.__name__, m is changing, importlib.import_module('changing') is changing)
for bad in (3, 'changing', object()):
    try:
        importlib.reload(bad)
    except TypeError as e:
        print(e)

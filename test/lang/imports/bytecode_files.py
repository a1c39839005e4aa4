# env: PYTHONDONTWRITEBYTECODE=
# Modules are compiled once; what changes is compiled again.
import importlib
import importlib.util
import os
import sys
import _folder

sys.dont_write_bytecode = False
tag = sys.implementation.cache_tag
_folder.write(mod='value = 1\n')
import mod
cached = importlib.util.cache_from_source(mod.__file__)
print(cached == mod.__cached__, os.path.exists(cached), os.path.basename(cached) == f'mod.{tag}.pyc')

def again():
    del sys.modules['mod']
    return importlib.import_module('mod').value

with open(cached, 'rb') as f:
    data = f.read()
print(data[:4] == importlib.util.MAGIC_NUMBER, int.from_bytes(data[4:8], 'little'),
      int.from_bytes(data[12:16], 'little') == len('value = 1\n'))
print(again())
_folder.write(mod='value = 10 + 1\n')
print(again())
status = os.stat(mod.__file__)
with open(cached, 'rb') as f:
    older = f.read()
with open(mod.__file__, 'w') as f:
    f.write('value = 20 + 2\n')
os.utime(mod.__file__, ns=(status.st_atime_ns, status.st_mtime_ns))
print(again())  # same time, same size: the old code
for damaged in (b'', older[:10], older[:12]):
    with open(cached, 'wb') as f:
        f.write(damaged)
    print(again())
os.unlink(cached)
sys.dont_write_bytecode = True
print(again(), os.path.exists(cached))
print(importlib.util.source_from_cache(cached) == mod.__file__)

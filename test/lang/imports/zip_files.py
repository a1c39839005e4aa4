# Modules, packages and programs in a zip file, stored without compression.
import os
import sys
import _folder

ROOT = _folder.ROOT


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def number(n, size):
    return n.to_bytes(size, 'little')


def archive(path, **files):
    body, folder = b'', b''
    for name, text in files.items():
        name = (name.replace('__', '/') + ('__init__.py' if name.endswith('__') else '.py')).encode()
        data = text.encode()
        common = (number(20, 2) + number(0, 4) + number(0, 2) + number(0x5678, 2) + number(crc32(data), 4) +
                  number(len(data), 4) * 2 + number(len(name), 2) + number(0, 2))
        folder += b'PK\1\2' + number(20, 2) + common + number(0, 10) + number(len(body), 4) + name
        body += b'PK\3\4' + common + name + data
    count = number(len(files), 2)
    end = b'PK\5\6' + number(0, 4) + count + count + number(len(folder), 4) + number(len(body), 4) + number(0, 2)
    with open(path, 'wb') as f:
        f.write(body + folder + end)


archive(f'{ROOT}/lib.zip', zipped='where = __file__\ndef f():\n    return 1 / 0\n', zpack__='from .inner import X',
        zpack__inner='X = "deep"')
sys.path.insert(0, f'{ROOT}/lib.zip')
import zipped
import zpack
print(zipped.where.replace(ROOT, 'ROOT'), zpack.X, type(zipped.__loader__).__name__)
print(zipped.__loader__.get_source('zipped').splitlines()[0], zipped.__loader__.is_package('zpack'))
try:
    zipped.f()
except ZeroDivisionError as e:
    code = e.__traceback__.tb_next.tb_frame.f_code
    print(code.co_filename.replace(ROOT, 'ROOT'), e.__traceback__.tb_next.tb_lineno)
from importlib import import_module
for name in ('zpack.missing', 'zipped.x'):
    try:
        import_module(name)
    except ImportError as e:
        print(type(e).__name__, e)
import zipimport
print(sys.path_hooks[0] is zipimport.zipimporter)
for path in (f'{ROOT}/none.zip', ROOT, __file__):
    try:
        zipimport.zipimporter(path)
    except zipimport.ZipImportError as e:
        print(str(e).replace(ROOT, 'ROOT').replace(__file__, 'FILE'))

# dump and load use files: a value at a time, no byte too many.
import io
import marshal

f = io.BytesIO()
values = [1, 'text', [1.5, b'x' * 20], {'k': (None, 2**70)}, 'end']
for v in values:
    marshal.dump(v, f)
f.seek(0)
for v in values:
    print(marshal.load(f) == v, f.tell())
for file in (io.BytesIO(b''), io.BytesIO(b'i'), io.StringIO('i'), 3):
    try:
        marshal.load(file)
    except Exception as e:
        print(type(e).__name__, e)

class Reader(io.BytesIO):
    def readinto(self, b):
        n = super().readinto(b)
        return n + 1000 if n > 4 else n

for v in (1.0, 1j, b'0123456789', '0123456789'):
    try:
        marshal.load(Reader(marshal.dumps(v)))
    except ValueError as e:
        print(e)
try:
    marshal.dump(1, 3)
except AttributeError as e:
    print(e)
print(marshal.version)

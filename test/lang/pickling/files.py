# Pickling to files and from them, frames, and buffers out of band.
import io, pickle, weakref

class Log:
    def __init__(self, data=b''):
        self.f = io.BytesIO(data)
        self.calls = []
    def write(self, b):
        self.calls.append((type(b).__name__, len(b)))
        return self.f.write(b)
    def read(self, n=-1):
        self.calls.append(n)
        return self.f.read(n)
    def readline(self):
        self.calls.append('line')
        return self.f.readline()
class Into(Log):
    def readinto(self, b):
        self.calls.append(('into', len(b)))
        return self.f.readinto(b)
class Peek(Into):
    def peek(self, n):
        self.calls.append(('peek', n))
        return self.f.getvalue()[self.f.tell():self.f.tell() + 10]

objects = [[1, 2], 'x' * 70000, [b'y' * 100000, 'z'], {i: 'v' * 50 for i in range(3000)}, bytearray(80000), ['a' * 40000] * 1 + ['b' * 40000]]
for protocol in (0, 2, 4, 5):
    for o in objects:
        f = Log()
        pickle.dump(o, f, protocol)
        print(protocol, f.calls[:8], len(f.calls), end=' ')
        for kind in (Log, Into, Peek):
            g = kind(f.f.getvalue() + b'rest')
            assert pickle.load(g) == o
            if protocol:
                print(len(g.calls), g.calls[:5], end=' ')
            assert g.f.read() == b'rest'
        print()
f = io.BytesIO()
for i in range(5):
    pickle.dump((i, 'abc'), f)
f.seek(0)
b = io.BufferedReader(f)
print([pickle.load(b) for i in range(5)])
try:
    pickle.load(b)
except EOFError as e:
    print(e)
class Bad:
    def read(self, n): return 'text'
    def readline(self): return b''
try:
    pickle.load(Bad())
except TypeError as e:
    print(e)

data = bytearray(b'0123456789')
pb = pickle.PickleBuffer(data)
print(type(pb), bytes(pb), memoryview(pb).obj is data)
raw = pb.raw()
print(raw.format, raw.shape, raw.readonly, weakref.ref(pb)() is pb)
buffers = []
s = pickle.dumps([pb, pickle.PickleBuffer(b'ro'), 'tail'], 5, buffer_callback=buffers.append)
print(s, [bytes(x) for x in buffers])
r = pickle.loads(s, buffers=buffers)
print([bytes(x) for x in r[:2]], r[0] is buffers[0], type(r[1]).__name__)
r = pickle.loads(s, buffers=[bytearray(b'w1'), bytearray(b'w2')])
print(type(r[0]).__name__, type(r[1]).__name__, r[1].readonly)
print(pickle.dumps([pb, pickle.PickleBuffer(b'ro')], 5), pickle.dumps([pb], 5, buffer_callback=lambda b: True))
for call in (lambda: pickle.dumps(pb, 4), lambda: pickle.loads(s), lambda: pickle.loads(s, buffers=[]), lambda: pickle.PickleBuffer(3),
             lambda: pickle.dumps(pickle.PickleBuffer(memoryview(b'abcdef')[::2]), 5), lambda: pickle.PickleBuffer(memoryview(b'abcdef')[::2]).raw(),
             lambda: pickle.dumps(pb, 3, buffer_callback=print)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
raw.release()
pb.release()
pb.release()
for call in (pb.raw, lambda: memoryview(pb), lambda: pickle.dumps(pb, 5)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
data.append(1)

# The bytes of each protocol, and what they make when they are read again.
import pickle, pickletools, sys

class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __eq__(self, other):
        return type(other) is Point and self.__dict__ == other.__dict__
    def __repr__(self):
        return f'Point({self.x!r}, {self.y!r})'

class Slotted:
    __slots__ = ('a', 'b')

class Words(list):
    pass

values = [
    None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -2**31, -2**31 - 1,
    2**47, -2**47, 2**63, -2**63, 2**64, -2**64, 255 << 56, -255 << 64, -128, -32768, 10**100, -10**100,
    1.5, -0.0, 1e300, float('inf'),
    '', 'abc', 'caf\xe9', '\u20ac \U0001f600', 'line\nbreak\r\\u', '\udc80', 'x' * 300,
    b'', b'bytes', bytes(range(256)), bytearray(b'array'), bytearray(),
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2, 3], {}, {'a': 1}, {1: 'x', 2: 'y'},
    set(), {1}, frozenset(), frozenset({'q'}), len, int, Point, type(None), type(...), NotImplemented, ...,
    Point(1, [2, 3]), range(3), slice(1, 2, 3), 3 + 4j, [].append, bytes.maketrans, 'abc'.join,
]
for protocol in range(6):
    total = 0
    for v in values:
        data = pickle.dumps(v, protocol)
        if protocol < 4: # later ones remember names of modules, which may be one str or two
            assert data == pickle._dumps(v, protocol), (protocol, v)
            total += len(data)
        back = pickle.loads(data)
        same = back == v or isinstance(v, type([].append)) or back is v
        assert same, (protocol, v, back)
        assert pickle._loads(data) == back or isinstance(v, type([].append))
    print(protocol, total, len(values))

# More than one batch, more than one frame.
big = list(range(2500)) + ['s%d' % i for i in range(1001)] + ['long' * 30000]
table = {i: str(i) for i in range(2001)}
for protocol in range(6):
    for v in (big, table, set(range(1500)), [table, table]):
        data = pickle.dumps(v, protocol)
        assert pickle.loads(data) == v and pickle._loads(data) == v
        assert pickle.loads(pickle._dumps(v, protocol)) == v
print('batches')

# What refers to itself.
l = [1]; l.append(l)
t = ([],); t[0].append(t)
d = {}; d['d'] = d
p = Point(1, 2); p.x = p
w = Words([1, 2]); w.append(w); w.name = 'w'
class Key:
    def __reduce__(self):
        return Key, (), {'s': self.s}
    def __hash__(self):
        return 1
k = Key(); k.s = frozenset([k])
for protocol in range(2, 6):
    r = pickle.loads(pickle.dumps(l, protocol)); print(r[1] is r, end=' ')
    r = pickle.loads(pickle.dumps(t, protocol)); print(r[0][0] is r, end=' ')
    r = pickle.loads(pickle.dumps(d, protocol)); print(r['d'] is r, end=' ')
    r = pickle.loads(pickle.dumps(p, protocol)); print(r.x is r, r.y, end=' ')
    r = pickle.loads(pickle.dumps(w, protocol)); print(r[2] is r, r.name, type(r).__name__, end=' ')
    r = pickle.loads(pickle.dumps(k, protocol)); print(list(r.s)[0] is r)
s = Slotted(); s.a = 5
print(pickle.loads(pickle.dumps(s, 2)).a, hasattr(pickle.loads(pickle.dumps(s, 5)), 'b'))
try:
    pickle.dumps(s, 1)
except TypeError as e:
    print(e)
pickletools.dis(pickle.dumps([1, "a", (2.5, None), {"k": b"v"}, Point], 4))
deep = []
for i in range(100000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError as e:
    print('RecursionError')

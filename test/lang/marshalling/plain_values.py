# Bytes of plain values in every version.
import marshal

values = [None, True, False, ..., StopIteration, 0, 1, -5, 256, 257, -6, 2**31 - 1, -2**31, 2**31, 10**20,
          -10**40, 0.0, -0.0, 1.5, float('inf'), float('nan'), 1e100, 1j, -2.5 + 3j, '', 'a', 'abc', 'two words',
          'é', 'naïve text', '\u20ac', '\U0001f600', '\ud800', b'', b'x', b'bytes', (), (1,), (1, (2, 3), 'x'),
          [], [1, 2], {}, {'a': 1, 2: [3]}, set(), {1}, frozenset(), frozenset({'x'}), 'x' * 300, tuple(range(300))]
for v in values:
    for version in range(5):
        data = marshal.dumps(v, version)
        back = marshal.loads(data)
        print(version, data[:60], type(back).__name__, repr(back) == repr(v))
print(marshal.dumps({3, 1, 2, 'b', 'a'}) == marshal.dumps({'a', 'b', 2, 1, 3}))
print(marshal.dumps(bytearray(b'abc')), marshal.dumps(memoryview(b'abc')))

# _sha3: digests of all lengths around a block, SHAKE's of any length, classes, attributes, errors.
import _sha3


def tried(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except (TypeError, ValueError, OverflowError, BufferError, AttributeError) as e:
        print(type(e).__name__, e)


fixed = _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512
for make in fixed + (_sha3.shake_128, _sha3.shake_256):
    h = make()
    size = h.digest_size
    length = () if size else (40,)
    print(h.name, size, h.block_size, h._rate_bits, h._capacity_bits, h._suffix, type(h) is make)
    print(h.hexdigest(*length))
    all = make()
    for n in range(450):
        d = make(b"x" * n).digest(*length)
        all.update(d)
    print(all.hexdigest(*length))
    c = all.copy()
    c.update(bytearray(b"more" * 1000))
    print(c.hexdigest(*length), all.digest(*length) == c.digest(*length), type(c) is make)
    print(make(b"abc", usedforsecurity=False).hexdigest(*length))
    print(make(memoryview(b"abc").cast("c")).digest(*length) == make(b"abc").digest(*length))
    tried(make, "text")
    tried(make, None)
    tried(make(b"a").update)
    tried(make(b"a").update, 3)
    tried(make, memoryview(b"abcd")[::2])
    tried(setattr, make, "attribute", 1)
    tried(type, "Derived", (make,), {})
    tried(make(b"a").update, data=b"")
tried(_sha3.sha3_224, string=b"abc")
tried(_sha3.sha3_224, b"a", b"b")
shake = _sha3.shake_256(b"long")
long = shake.digest(5000)
print([n for n in range(0, 5000, 7) if shake.digest(n) != long[:n]], shake.hexdigest(5000) == long.hex())
for length in 0, 1, True, -1, 1 << 29, 1 << 63, 1 << 64, "1", None, 2.0:
    tried(shake.digest, length)
tried(shake.hexdigest, 1 << 29)
tried(shake.digest)
tried(shake.digest, length=3)
tried(_sha3.sha3_256().digest, 3)

# _blake2: digests of all lengths around a block, each parameter at its bounds and past them, trees, errors.
import _blake2


def tried(f, *args, **kwargs):
    try:
        r = f(*args, **kwargs)
        print(r.hexdigest() if hasattr(r, "hexdigest") else r)
    except (TypeError, ValueError, OverflowError, BufferError) as e:
        print(type(e).__name__, e)


for name, value in sorted(vars(_blake2).items()):
    if name.isupper():
        print(name, value)


class Index:
    def __index__(self):
        return 3


values = {
    "digest_size": (0, 1, 20, 32, 33, 64, 65, -1, 1 << 70, "a", 2.0, None, Index()),
    "key": (b"", b"k", b"k" * 32, b"k" * 33, b"k" * 64, b"k" * 65, "k", None, bytearray(b"kk")),
    "salt": (b"", b"s" * 7, b"s" * 8, b"s" * 9, b"s" * 16, b"s" * 17, "s"),
    "person": (b"", b"p" * 7, b"p" * 8, b"p" * 9, b"p" * 16, b"p" * 17, "p"),
    "fanout": (0, 2, 255, 256, -1, 1 << 70, "a"),
    "depth": (0, 2, 255, 256, -1),
    "leaf_size": (0, 4096, (1 << 32) - 1, 1 << 32, 1 << 64, -1, "a", Index()),
    "node_offset": (0, 5, (1 << 48) - 1, 1 << 48, (1 << 64) - 1, 1 << 64, -1, "a", Index()),
    "node_depth": (0, 1, 255, 256, -1),
    "inner_size": (0, 32, 33, 64, 65, -1),
    "last_node": (0, 1, [], "a"),
    "usedforsecurity": (0, 1),
}
for make in _blake2.blake2b, _blake2.blake2s:
    h = make()
    print(h.name, h.digest_size, h.block_size, make.SALT_SIZE, make.PERSON_SIZE, make.MAX_KEY_SIZE,
          make.MAX_DIGEST_SIZE, make.__text_signature__)
    all = make(digest_size=20)
    for n in range(300):
        all.update(make(b"x" * n, key=b"key"[:n % 4], digest_size=n % 32 + 1).digest())
    c = all.copy()
    c.update(b"more" * 1000)
    print(all.hexdigest(), c.hexdigest(), c.digest_size, type(c) is make)
    for name, given in values.items():
        for value in given:
            print(name, len(value) if isinstance(value, bytes) else str(value)[:9], end=" ")
            tried(make, b"data", **{name: value})
    tried(make, b"", digest_size=7, key=b"k" * 31, salt=b"s", person=b"p", fanout=3, depth=4,
          leaf_size=5, node_offset=6, node_depth=7, inner_size=8, last_node=True)
    tried(make, salt=b"s" * 20, key=b"k" * 70)
    tried(make, "text")
    tried(make, None)
    tried(make, data=b"")
    tried(make, b"", 32)
    tried(make, b"", Fanout=1)
    tried(make().update, "text")
    tried(make().update)
    tried(type, "Derived", (make,), {})

# A tree of two leaves, as the documentation of hashlib has it.
leaf = dict(fanout=2, depth=2, leaf_size=4096, inner_size=64)
one = _blake2.blake2b(b"a" * 4096, **leaf)
two = _blake2.blake2b(b"b" * 1904, node_offset=1, last_node=True, **leaf)
root = _blake2.blake2b(digest_size=32, node_depth=1, last_node=True, **leaf)
root.update(one.digest())
root.update(two.digest())
print(root.hexdigest())

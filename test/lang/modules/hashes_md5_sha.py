# _md5, _sha1, _sha256, _sha512: digests of all lengths around a block, copies, errors.
import _md5, _sha1, _sha256, _sha512

for make in (_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512):
    h = make()
    print(h.name, h.digest_size, h.block_size, type(h).__name__, type(h).__module__)
    all = make()
    for n in range(0, 300):
        d = make(b"x" * n).digest()
        all.update(d)
    print(all.hexdigest())
    c = all.copy()
    c.update(bytearray(b"more" * 1000))
    print(c.hexdigest(), c.digest().hex() == c.hexdigest(), all.hexdigest() == c.hexdigest())
    print(make(string=b"abc", usedforsecurity=False).hexdigest())
    for bad in ("text", 3, None):
        try:
            make(bad)
        except TypeError as e:
            print(e)
    try:
        type(h)()
    except TypeError as e:
        print(e)
print(_md5.MD5Type is type(_md5.md5()), _sha1.SHA1Type is type(_sha1.sha1()))

# Digests, binary-to-text encodings and compression give known bytes (library, hashlib, base64, binascii, zlib).
# differs: module zlib is not there yet
import base64, binascii, hashlib, zlib
data = b"The quick brown fox" * 5
for n in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"): print(n,
        hashlib.new(n, data).hexdigest()[:40], getattr(hashlib, n)(b"").hexdigest()[:16])
h = hashlib.sha256()
h.update(b"a")
c = h.copy()
h.update(b"b")
print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(),
      c.digest() == hashlib.sha256(b"a").digest(), h.name, h.digest_size, h.block_size)
print(base64.b64encode(data[:10]), base64.b64decode("VGhl"), base64.urlsafe_b64encode(b"\xfb\xff"),
      base64.b32encode(b"abc"), base64.b16encode(b"\xff"), base64.b85encode(b"hello"),
      base64.a85encode(b"hello"), base64.b64decode(b"YQ=="), base64.b64encode(b""),
      binascii.hexlify(b"\x01\xab"), binascii.unhexlify("01ab"), binascii.crc32(data),
      zlib.crc32(data, 5), zlib.adler32(data), base64.decodebytes(base64.encodebytes(data)) == data)
z = zlib.compress(data, 9)
print(len(z) < len(data), zlib.decompress(z) == data, zlib.decompressobj().decompress(z) == data,
      zlib.decompress(zlib.compress(b"")) == b"")
for f in (lambda: base64.b64decode("a"), lambda: base64.b64decode("a$b=", validate=True),
          lambda: binascii.unhexlify("0"), lambda: binascii.unhexlify("zz"),
          lambda: hashlib.new("nope"), lambda: hashlib.sha256("str"),
          lambda: base64.b64encode("str"), lambda: zlib.decompress(b"bad"),
          lambda: zlib.decompress(z[:-4]), lambda: base64.b32decode("1"),
          lambda: hashlib.sha256().update("s"), lambda: base64.b16decode("ff"),
          lambda: zlib.compress("s"), lambda: base64.b85decode(b"~~")):
    try:
        print(f())
    except (ValueError, TypeError, zlib.error) as e:
        print(type(e).__name__, e)

# hashlib: every guaranteed name has a constructor, new() makes the same, and importing it is silent (library, hashlib).
import hashlib
import hmac
import io

for name in sorted(hashlib.algorithms_guaranteed):
    make = getattr(hashlib, name)
    length = () if make().digest_size else (16,)
    h = hashlib.new(name, b"The quick brown fox")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*length))
    pieces = make(b"The quick ", usedforsecurity=False)
    pieces.update(b"brown fox")
    print(pieces.digest(*length) == h.digest(*length))
    print(hashlib.file_digest(io.BytesIO(b"The quick brown fox"), name).digest(*length)
          == h.digest(*length))
    if not length:
        print(hmac.new(b"key", b"message", name).hexdigest(),
              hmac.digest(b"k" * 200, b"message", name).hex())
print(hashlib.new("blake2b", b"x", digest_size=8, key=b"key").hexdigest())
try:
    hashlib.new("sha4")
except ValueError as e:
    print(e)

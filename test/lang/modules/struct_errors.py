# struct: what each format takes, and what it says of the rest.
import struct

for order in "@<>":
    for c in "xcbB?hHiIlLqQnNefdspP":
        for v in (
            2**70, -(2**70), -1, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64 - 1, -(2**63) - 1, 300,
            "a", b"ab", 1.5, 1e300, None,
        ):
            try:
                print(order + c, repr(v)[:20], struct.pack(order + c, v).hex())
            except Exception as e:
                print(order + c, repr(v)[:20], type(e).__name__, e)

# struct packs and unpacks by format; array stores typed numbers (library, struct, array).
import struct
from array import array
print(struct.pack("<ihbB?", -2, 300, -1, 255, True), struct.pack(">Qd4sx", 2 ** 63, 1.5, b"ab"),
      struct.unpack("<iH", b"\xfe\xff\xff\xff\x2c\x01"), struct.calcsize("<ihq"),
      struct.calcsize("@ihq"), struct.pack("3s0sp", b"abcd", b"", b"xy"),
      list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.unpack_from("<B", b"abc", 1),
      struct.Struct("<2I").size, struct.pack("<e f", 1.5, 0.1),
      struct.unpack("<f", struct.pack("<f", 0.1)), struct.pack("!h", -1), struct.pack("<2h", 1, 2))
b = bytearray(6); struct.pack_into(">H", b, 2, 0xABCD); print(b)
for f in (lambda: struct.pack("<B", 256), lambda: struct.pack("<B", "a"),
          lambda: struct.unpack("<I", b"abc"), lambda: struct.pack("<I"),
          lambda: struct.pack("<I", 1, 2), lambda: struct.pack("z", 1),
          lambda: struct.pack("<b", 128), lambda: struct.pack("<4s", "str"),
          lambda: struct.pack("<H", -1), lambda: struct.pack("<f", 1e300),
          lambda: struct.unpack_from("<I", b"abc"), lambda: struct.pack_into("<I", b, 5, 1),
          lambda: struct.pack("<q", 2 ** 63), lambda: struct.pack("<I", 1.5),
          lambda: struct.pack("<e", 1e6)):
    try:
        print(f())
    except (struct.error, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
a = array("i", [3, 1, 2])
a.append(5)
a.extend([7])
a[0] = -9
a[1:2] = array("i",
        [8, 8])
print(a, a.typecode, a.itemsize, len(a), a.tolist(), a.index(5), a.count(8), a[::-1], a.pop(),
      a.tobytes()[:4], 2 in a, a + array("i", [1]), a * 2, array("d", [1.5]), array("B", b"ab"),
      array("u", "hé"), a == array("l", a.tolist()), a < array("i", [0]))
a.byteswap()
a.reverse()
del a[0]
a.insert(0,
                               1)
a.remove(1)
a.fromlist([1])
print(len(a), a[-1], memoryview(array("H", [258])).tolist())
for f in (lambda: array("i", ["a"]), lambda: array("b", [200]), lambda: array("z"),
          lambda: a.append(1.5), lambda: a.extend(array("d", [1.0])), lambda: array("i")[0],
          lambda: a.remove(12345), lambda: array("i", "abc"), lambda: array("i").pop(),
          lambda: array("H", [-1]), lambda: array("i", b"abc"), lambda: a + [1],
          lambda: array("f", [1e400]), lambda: a.__setitem__(0, 2 ** 40)):
    try:
        print(f())
    except (TypeError, OverflowError, ValueError, IndexError) as e:
        print(type(e).__name__, e)

# bit_length, bit_count, to_bytes, from_bytes, as_integer_ratio, conjugate and parts (library, int).
for n in (0, 1, -1, 255, 256, -256, 2 ** 63, 2 ** 64 - 1, -2 ** 100, 10 ** 30):
    print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate(), n.real, n.imag,
          n.numerator, n.denominator)
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, byteorder="little"),
      (-1).to_bytes(2, "big", signed=True), (255).to_bytes(), (0).to_bytes(0, "big"),
      (-128).to_bytes(1, "little", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True),
      int.from_bytes(b"", "big"), int.from_bytes([1, 2, 3]),
      int.from_bytes(bytearray(b"\xff" * 20), "big"))
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"),
          lambda: (128).to_bytes(1, "big", signed=True), lambda: (1).to_bytes(-1, "big"),
          lambda: (1).to_bytes(1, "middle"), lambda: (1).to_bytes("a", "big"),
          lambda: int.from_bytes("a", "big"), lambda: int.from_bytes([256], "big"),
          lambda: int.from_bytes(5, "big"), lambda: int.from_bytes(b"a", "up"),
          lambda: (1).bit_length(1), lambda: int.from_bytes(), lambda: int.bit_count("a")):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
class I(int): pass
print(type(I.from_bytes(b"\x05", "big")).__name__, I(5).bit_length(),
      all(int.from_bytes(n.to_bytes(20, o, signed=True), o, signed=True) == n for n in (0, -1,
      2 ** 100, -2 ** 150) for o in ("big", "little")))

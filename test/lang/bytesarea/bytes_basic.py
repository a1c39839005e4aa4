# bytes literals, indexing, iteration, repr, comparison and construction (library, bytes).
b = b"a\x00\xff'\"\\\n"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b), b == bytes(list(b)), b"a" < b"b",
      b"" < b"a", b"a" == bytearray(b"a"), hash(b"a") == hash(bytes([97])), 97 in b,
      b"\x00\xff" in b, b + b"x", b"ab" * 2, [*b"ab"])
print(bytes(), bytes(3), bytes([1, 2]), bytes((65, 66)), bytes("é", "utf-8"), bytes(b"copy"),
      bytes(range(3)), bytes(bytearray(b"ba")), bytes(memoryview(b"mv")), bytes(x for x in (1, 2)),
      bytes({}), bytes.fromhex("61 62\n63"), bytes.fromhex("fFfE"), b"\xab\x01".hex(),
      b"abcd".hex("-"), b"abcde".hex(":", 2), b"abcde".hex(":", -2))
for f in (lambda: b[10], lambda: b["a"], lambda: b[1.0], lambda: bytes("a"), lambda: bytes(-1),
          lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(["a"]), lambda: bytes(1.5),
          lambda: bytes(None), lambda: bytes("é", "ascii"), lambda: bytes(b"a", "ascii"),
          lambda: bytes.fromhex("6"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("6 1"),
          lambda: bytes.fromhex(b"61"), lambda: 256 in b, lambda: "a" in b, lambda: b + "a",
          lambda: b + 5, lambda: b < "a", lambda: b"a" % 5,
          lambda: b"ab".hex("é"), lambda: b"ab".hex("ab"), lambda: bytes([1], "ascii"),
          lambda: bytes(2 ** 70), lambda: b.__setitem__, lambda: b"".join("a"),
          lambda: bytes([2 ** 70]), lambda: b"a" * 1.0):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
print(b"a" == "a", b"a" != "a", b"" == b"", bool(b""), bytes([65])[0] == 65, type(b[0:1]).__name__,
      min(b"ba"), sorted(b"cab"), sum(b"ab"), bytes(reversed(b"abc")), b"%d" % 5, str(b"x"))

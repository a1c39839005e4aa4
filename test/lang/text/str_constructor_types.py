# str() of any object, of bytes with encoding, and of str subclasses (library, str).
class S(str): pass
class R:
    def __repr__(self): return "r-é"
class N:
    def __str__(self): return 5
class Sub:
    def __str__(self): return S("from sub")
print(str(), str(5), str(b"a"), str(b"\xc3\xa9", "utf-8"), str(b"\xe9", encoding="latin-1"),
      str(b"\xff", errors="replace"), str(object="o"), str(R()), str(S("s")),
      type(str(S("s"))).__name__, type(str(Sub())).__name__, type(S(5)).__name__, S(b"x", "ascii"),
      str(bytearray(b"z"), "ascii"), str(memoryview(b"m"), "ascii"))
for f in (lambda: str(N()), lambda: str(5, "utf-8"), lambda: str("a", "utf-8"),
          lambda: str(b"a", 5), lambda: str(b"\xff", "utf-8"), lambda: str(1, 2, 3, 4),
          lambda: str(encoding="utf-8"), lambda: str(None, "utf-8"), lambda: str(b"a", errors=5),
          lambda: str(x=1), lambda: str([], errors="strict")):
    try:
        print(repr(f()))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(chr(0x41), chr(0x10FFFF) == "\U0010ffff", ord("é"), ord(b"a"), ord("\U0001f600"),
      ascii(chr(0xD800)), [ord(c) for c in "aé日\U0001f600"], "".join(map(chr, range(97, 103))),
      ord(bytearray(b"x")))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0),
          lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: ord(b""),
          lambda: chr(2 ** 70), lambda: ord(None)):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(str(True), str(None), str(...), str(NotImplemented), str(int), str(ValueError("m")), str(1.0),
      str(1e100), str(-0.0), str([1, "a"]), str({"k": "v"}), str({1}), str(()), str(range(3)),
      str(1j), str(b""), str(slice(1)))

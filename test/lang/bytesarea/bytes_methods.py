# bytes methods mirror str on ASCII and accept ints where a byte is meant (library, bytes).
b = b"Hello World, hello"
print(b.upper(), b.lower(), b.title(), b.capitalize(), b.swapcase(), b.find(b"o"), b.find(111),
      b.rfind(b"hello"), b.count(b"l"), b.count(108), b.index(b"W"), b.replace(b"l", b"L", 2),
      b.split(), b.split(b","), b.split(b"l", 2), b.rsplit(None, 1), b.partition(b" "),
      b.rpartition(b" "))
print(b.startswith(b"He"), b.startswith((b"x", b"H")), b.endswith(b"o"), b.strip(b"Ho"),
      b"  a ".strip(), b"xa".lstrip(b"x"), b.center(22, b"*"), b"a".ljust(3, b"."), b"a".rjust(3),
      b"-5".zfill(4), b"a\tb".expandtabs(4), b"a\nb\r\nc\rd\x0be".splitlines(),
      b"a\n".splitlines(True), b",".join([b"a", bytearray(b"b")]))
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"),
      b"abc".translate(bytes(range(256)), delete=b"a"), b"TestCase".removeprefix(b"Test"),
      b"ab".removesuffix(b"b"), b"ab".isalpha(), b"1".isdigit(), b"a1".isalnum(), b" ".isspace(),
      b"A".isupper(), b"a".islower(), b"Ab".istitle(), b"\xe9".isalpha(), b"\xe9".upper(),
      b"".isascii(), b"\x80".isascii())
for f in (lambda: b.find("a"), lambda: b.find(256), lambda: b.find(-1), lambda: b.index(b"zz"),
          lambda: b.replace("a", "b"), lambda: b.split(" "), lambda: b.split(b""),
          lambda: b.startswith("H"), lambda: b.startswith(5), lambda: b.startswith((b"a", "b")),
          lambda: b.center(5, "x"), lambda: b.center(5, b"xy"), lambda: b.strip("a"),
          lambda: b.join(["a"]), lambda: b.translate(b"short"),
          lambda: bytes.maketrans(b"a", b"bc"), lambda: b.count(None), lambda: b.partition(b""),
          lambda: b.translate("x"), lambda: b.format(), lambda: b.encode(), lambda: b.decode(5),
          lambda: b.rindex(b"q"), lambda: b.zfill("3")):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)

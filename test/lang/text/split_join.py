# split and rsplit with and without separator and maxsplit; splitlines; partition (library, str).
s = "  a b\t c\n\nd  "
print(s.split(), s.split(None, 1), s.split(None, 2), s.rsplit(None, 1), s.rsplit(None, 2),
      s.split(" "), s.split(" ", 3), s.rsplit(" ", 2), s.split(maxsplit=0), s.rsplit(maxsplit=0),
      s.split(sep="\n"))
print("a,b,,c,".split(","), "a,b,,c,".split(",", 2), "a,b,,c,".rsplit(",", 2), "".split(),
      "".split(","), "aXXbXX".split("XX"), "aXXXb".split("XX"), "aXXXb".rsplit("XX"),
      "abc".split("abc"), "a".split("abc"), "日本語日".split("本"), "x\u2003y\xa0z".split(),
      "a\x1cb\x1dc".split())
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l".splitlines(),
      "a\n\nb\n".splitlines(), "a\n\nb\r\n".splitlines(True), "".splitlines(), "\n".splitlines(),
      "\r\n\r".splitlines(keepends=True), "no newline".splitlines())
print("a.b.c".partition("."), "a.b.c".rpartition("."), "abc".partition("."), "abc".rpartition("."),
      "".partition("x"), "aXXb".partition("XX"), ".".partition("."), "日本".partition("本"))
for f in (lambda: "a".split(""), lambda: "a".rsplit(""), lambda: "a".partition(""),
          lambda: "a".split(5), lambda: "a".split(b","), lambda: "a".split(",", "1"),
          lambda: "a".partition(), lambda: "a".partition(None), lambda: "a".splitlines(1, 2),
          lambda: "a".split(",", 1.5), lambda: "a".split(x=1), lambda: "a".rpartition(5)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print("a b c".split(None, -1), "a,b".split(",", -5), "a,b".split(",", 0), "1<>2<>3".split("<>", 1),
      len(("x," * 1000).split(",")), "-".join("a b  c".split(" ")))

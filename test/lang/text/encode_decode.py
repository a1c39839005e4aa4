# encode and decode with codecs and error handlers (library, str and codecs).
s = "aé日\U0001f600"
for enc in ("utf-8", "utf8", "UTF_8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-16", "utf-8-sig",
            "latin-1", "ascii", "iso8859-1", "L1"):
    for err in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace",
                "surrogatepass"):
        try:
            print(enc, err, s.encode(enc, err))
        except UnicodeEncodeError as e:
            print(enc, err, "->", e)
for b in (b"abc", b"\xc3\xa9", b"\xe9", b"\xff\xfe", b"\xe6\x97", b"a\x80b", b"\xed\xa0\x80",
          b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\x98\x80", b"\xe6\x97\xa5\xff\xe6",
          b"\xf8\x88\x80\x80\x80"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape",
                "surrogatepass"):
        try:
            print(b, err, ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            print(b, err, "->", e)
print(b"\xff".decode("latin-1"), b"\x80\xff".decode("utf-8", "surrogateescape").encode("utf-8",
      "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"),
      "\udcff".encode("ascii", "surrogateescape"), b"\xef\xbb\xbfx".decode("utf-8-sig"),
      b"x\x00".decode("utf-16-le"), b"\xff\xfex\x00".decode("utf-16"))
for f in (lambda: "a".encode("nope"), lambda: b"a".decode("nope"),
          lambda: "é".encode("ascii", "nope"), lambda: "a".encode(5),
          lambda: "a".encode("utf-8", 5), lambda: str(b"a", 5), lambda: str(5, "utf-8"),
          lambda: "\ud800".encode(), lambda: b"a".decode("utf-16"),
          lambda: b"\x00\xd8".decode("utf-16-le"), lambda: "a\0".encode("a\0")):
    try:
        print(f())
    except (LookupError, TypeError, ValueError) as e:
        print(type(e).__name__, e)

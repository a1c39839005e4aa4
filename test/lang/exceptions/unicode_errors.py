# UnicodeEncodeError, DecodeError and TranslateError carry five parts and format them (library, exceptions).
for f in (lambda: "aé".encode("ascii"), lambda: b"a\xff".decode("utf-8"),
          lambda: b"a\xffb".decode("ascii"), lambda: "\ud800".encode("utf-8"),
          lambda: b"\xe2\x82".decode("utf-8"), lambda: "aé€b".encode("latin-1"),
          lambda: "éàü".encode("ascii"), lambda: b"\xf0\x28\x8c\x28".decode()):
    try:
        f()
    except UnicodeError as e:
        print(type(e).__name__, e)
        print("   ", e.encoding, e.start, e.end, e.reason, repr(e.object))
e = UnicodeTranslateError("abc", 1, 2, "why")
print(e, e.args, e.object)
e = UnicodeDecodeError("enc", b"abc", 0, 2, "reason")
print(e)
e.reason = "changed"
e.end = 1
print(e)
for f in (lambda: UnicodeEncodeError(), lambda: UnicodeDecodeError("a", "str", 0, 1, "r"),
          lambda: UnicodeEncodeError("a", b"b", 0, 1, "r"),
          lambda: UnicodeDecodeError(1, b"", 0, 1, "r"), lambda: "x".encode("nope"),
          lambda: b"x".decode("nope"), lambda: "x".encode(errors="nope")):
    try:
        f()
        print("ok")
    except (TypeError, LookupError) as e:
        print(type(e).__name__, e)
print(UnicodeEncodeError("a", "\U0001f600é", 0, 1, "r"), "|",
      UnicodeEncodeError("a", "é", 5, 9, "r"))

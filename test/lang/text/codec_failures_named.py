# What a codec found by name raises names the codec, with the original as its cause (library, codecs).
import codecs, traceback
def t(f, *a):
    try: print(f(*a))
    except Exception as e:
        print(type(e), e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__, e.args)
t(codecs.decode, b"abc", "hex"); t(codecs.encode, "abc", "hex"); t(codecs.decode, "x", "hex_codec"); t(codecs.encode, 5, "rot13")
t(b"abc".decode, "hex"); t("abc".encode, "rot13"); t(codecs.decode, b"!!", "base64"); t(codecs.decode, b"\xff", "ascii")
t(codecs.decode, b"\xff\xfe", "punycode")
class E1(Exception): pass
class E2(Exception):
    def __init__(self, a): super().__init__(a)
class E3(ValueError): x = 1
class E4(Exception): __slots__ = ("q",)
def boom(exc):
    def enc(*a, **k): raise exc
    def search(n):
        if n == "boomcodec": return codecs.CodecInfo(enc, enc, name=n)
    codecs.register(search)
    for f in (lambda: codecs.encode("x", "boomcodec"), lambda: codecs.decode(b"x", "boomcodec"), lambda: "x".encode("boomcodec"), lambda: b"x".decode("boomcodec"), lambda: str(b"x", "boomcodec"), lambda: bytes("x","boomcodec")):
        t(f)
    codecs.unregister(search)
e5 = RuntimeError("has"); e5.attr = 1
for e in (RuntimeError("This is a"), RuntimeError(), RuntimeError(1), RuntimeError(1,2), E1("s"), E2("s"), E3("t"), E4("u"), e5, KeyError("k"), OSError(1,"x"), OSError("x"), StopIteration("s"), SystemExit("x") if 0 else LookupError("q"), UnicodeError("x"), ImportError("x"), AttributeError("a"), NameError("n"), SyntaxError("s"), MemoryError("m"), E1("ü"), ExceptionGroup("g", [E1()])):
    print("--", repr(e)); boom(e)

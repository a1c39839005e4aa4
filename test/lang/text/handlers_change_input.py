# Error handlers that put other bytes into the exception: decoding goes on in these (codecs.register_error).
import codecs
import io

seen = []


def register(name, f):
    def few(exc):
        nonlocal calls
        calls += 1
        return f(exc) if calls % 4 else ("!", len(exc.object))  # some go round for ever otherwise
    calls = 0
    codecs.register_error(name, few)
    return name


def empties(exc):
    seen.append((exc.encoding, bytes(exc.object), exc.start, exc.end, exc.reason))
    exc.object = b""
    return "\u4242", 0


def longer(exc):
    rest = exc.object[exc.end:]
    exc.object = b"ab" + rest
    return "<", 1


def backwards(exc):
    exc.object = exc.object[:exc.start] + b"?" * 4
    return "^", -2


def no_bytes(exc):
    exc.object = bytearray(b"x") if exc.start else 42
    return "x", 0


def too_far(exc):
    exc.object = b"a"
    return "x", 2


bad = [("ascii", b"ok\xffend"), ("utf-7", b"a++b"), ("utf-8", b"ok\xff\xfeend"), ("utf-16", b"\xff\xfea"),
       ("utf-16-le", b"a\0\0\xd8b\0"), ("utf-32", b"\xff"), ("utf-32-be", b"\0\0\0a\1\0\0\0"),
       ("unicode-escape", rb"a\u123gb"), ("raw-unicode-escape", rb"a\u123gb"), ("charmap", b"\x81b"),
       ("cp1252", b"a\x81b"), ("cp1253", b"\xaa\xaa")]
for f in (empties, longer, backwards, no_bytes, too_far):
    name = register("test." + f.__name__, f)
    for encoding, data in bad:
        try:
            print(f.__name__, encoding, ascii(data.decode(encoding, name)))
        except Exception as e:
            print(f.__name__, encoding, type(e).__name__)
print(*seen, sep="\n")
for decode, data in ((codecs.utf_8_decode, b"a\xffb"), (codecs.utf_16_le_decode, b"a\0b"),
                     (codecs.unicode_escape_decode, rb"\x0z"), (codecs.utf_7_decode, b"+\xff"),
                     (codecs.ascii_decode, b"\x80\x81")):
    for final in (False, True):
        args = (data, "test.empties") if decode is codecs.ascii_decode else (data, "test.empties", final)
        print(decode.__name__, final, ascii(decode(*args)))

# A stream of text that is not ASCII is written at its end without counting it anew.
out = io.StringIO()
for i in range(20000):
    out.write("é" * 50)
print(out.tell(), out.seek(10), out.read(3), out.tell(), out.seek(999_998), ascii(out.read()), out.truncate(5))
print(out.tell(), out.seek(3), out.write("abc"), ascii(out.getvalue()), out.seek(9), out.write("ü"), ascii(out.getvalue()))

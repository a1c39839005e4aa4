# bytes % formatting accepts bytes-like %s and %b, ASCII %a, and numbers (PEP 461).
print(b"%d %x %s %b %c%c %a %r %%" % (5, 255, b"raw", b"b", 65, b"z", "é", [1]),
      b"%5s|%-5s|%.2s" % (b"ab", b"ab", b"abc"), b"%(k)s %(n)05d" % {b"k": b"v", b"n": 3})
print(b"%f %g %e" % (1.5, 2.5, 1e10), b"%+d % d %05d %#x" % (1, 2, 3, 255), bytearray(b"%s") % b"x",
      type(bytearray(b"%d") % 5).__name__)
class B:
    def __bytes__(self): return b"from __bytes__"
print(b"%s %b" % (B(), bytearray(b"ba")), b"%s" % memoryview(b"mv"), b"%a" % "\u20ac",
      b"%*d|%-*d|" % (4, 1, 4, 2))
for fmt, arg in ((b"%s", "str"), (b"%b", 5), (b"%s", None), (b"%c", 256), (b"%c", b"ab"),
                 (b"%c", "a"), (b"%d", "x"), (b"%d", b"5"), (b"%s %s", b"a"), (b"%z", 1),
                 (b"no", b"x"), (b"%(a)s", b"x"), (b"%(a)s", {"a": b"x"}),
                 (b"%", 1), (b"%c", -1), (b"%f", b"1"), (b"%x", 1.5), (b"%s", [1]), (b"%.0f", "x")):
    try:
        print(fmt, fmt % arg)
    except Exception as e:
        print(fmt, "->", type(e).__name__, e)

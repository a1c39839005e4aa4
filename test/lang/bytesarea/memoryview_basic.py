# memoryview shares its object's memory; slices are views; formats and readonly flags hold (library, memoryview).
b = bytearray(b"abcdefgh")
m = memoryview(b)
print(m[0], m[-1], bytes(m[2:5]), m[::2].tolist(), m[::-1].tobytes(), len(m), m.nbytes, m.itemsize,
      m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.c_contiguous)
m[0] = 65; m[1:3] = b"BC"; m[3:5] = m[0:2]
print(b, m == b, m == b"ABCABfgh", m[1:3] == b"BC", m.obj is b, m.hex(), m[2:4].obj is b,
      list(m[:2]), b"B" in [bytes(m[1:2])], 65 in m)
s = m[2:6]; s[0] = 33; b[3] = 63; print(bytes(s), b)
r = memoryview(b"const")
print(r.readonly, hash(r) == hash(b"const"), r.tobytes(), m.toreadonly().readonly)
c = memoryview(bytearray(8)).cast("I")
c[1] = 258
print(c.tolist(), c.itemsize, len(c), c.nbytes, c.cast("B").tolist()[4:6], c.format)
for f in (lambda: r.__setitem__(0, 1), lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, "a"),
          lambda: m.__setitem__(0, b"a"), lambda: m.__setitem__(slice(0, 2), b"abc"),
          lambda: m[100], lambda: m["a"], lambda: m[1.0], lambda: m.__delitem__(0),
          lambda: memoryview("str"), lambda: memoryview([1]), lambda: memoryview(), lambda: hash(m),
          lambda: m + b"x", lambda: c.cast("H"), lambda: m[:3].cast("I"), lambda: m.cast("zz"),
          lambda: m < m, lambda: m[0, 0], lambda: m.nope):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, NotImplementedError, AttributeError) as e:
        print(type(e).__name__, e)
m2 = memoryview(b"x"); m2.release(); m2.release()
for f in (lambda: m2[0], lambda: len(m2), lambda: m2.tobytes(), lambda: m2.obj, lambda: bytes(m2)):
    try:
        f()
    except ValueError as e:
        print(e)
print(repr(m2).split(" at")[0], memoryview(b"ab") == memoryview(b"ab"), memoryview(b"ab") != b"ac",
      memoryview(b"") == b"", [x for x in memoryview(b"hi")], memoryview(m)[0])

# bytearray is a mutable sequence of ints 0..255 with list-like and bytes-like methods (library, bytearray).
a = bytearray(b"hello")
a[0] = 72
a[-1:] = b"O!"
a[1:3] = [69, 76]
a += b"?"
a.append(33)
a.extend([65,
        66])
a.extend(b"CD")
a.insert(0, 62)
print(a, len(a), a.pop(), a.pop(0), a)
a.remove(33); a.reverse(); del a[0]; del a[::3]; a *= 2
print(a, a.copy() == a, a.copy() is a, bytes(a), a.count(a[0]), a.index(a[1]))
a.clear(); print(a, bool(a))
a = bytearray(5); a[1:4] = b"xyzw"; a[::2] = b"..." ; print(a)
a[2:2] = range(3); a[:0] = bytearray(b"s"); a[len(a):] = memoryview(b"e"); a[1:1] = a; print(a)
for f in (lambda: a.__setitem__(0, 256), lambda: a.__setitem__(0, -1),
          lambda: a.__setitem__(0, "a"), lambda: a.__setitem__(100, 1), lambda: a.append(300),
          lambda: a.append("a"), lambda: a.extend("ab"), lambda: a.extend([1, 999]),
          lambda: a.extend(5), lambda: a.remove(200), lambda: a.pop(100), lambda: bytearray().pop(),
          lambda: a.__setitem__(slice(0, 2), "ab"), lambda: a.__setitem__(slice(0, 4, 2), b"abc"),
          lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__delitem__(99), lambda: hash(a),
          lambda: bytearray("a"), lambda: a.insert("x", 1), lambda: a.insert(0, 256),
          lambda: bytearray([256]), lambda: a.__iadd__("s"),
          lambda: a.__setitem__(slice(0, 1), ["a"])):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
print(len(a), bytearray(b"ab") == b"ab", bytearray(b"a") < b"b", bytearray(b"x") + b"y",
      b"x" + bytearray(b"y"), type(b"x" + bytearray(b"y")).__name__, repr(bytearray(b"'")),
      str(bytearray(b"a")), bytearray(b"Abc").upper(), bytearray(b"a,b").split(b","),
      bytearray.fromhex("00ff"), b"b" in bytearray(b"abc"), 98 in bytearray(b"abc"),
      list(bytearray(b"ab")))
m = memoryview(bytearray(b"exported")); b = m.obj
for f in (lambda: b.append(1), lambda: b.extend(b"x"), lambda: b.clear(), lambda: b.__delitem__(0),
          lambda: b.__setitem__(slice(0, 1), b"longer")):
    try:
        f()
    except BufferError as e:
        print(e)
b[0:2] = b"EX"; m.release(); b.append(33); print(b)

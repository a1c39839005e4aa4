# StringIO and BytesIO behave as files: positions, lines, truncation and closed errors (library, io).
import io
s = io.StringIO("line1\nline2\r\nend")
print(s.read(3), s.readline(), s.tell() > 0, list(s), s.read(), s.seek(0), s.readlines(),
      s.getvalue() == "line1\nline2\r\nend")
w = io.StringIO()
print(w.write("abc"), w.write("é"), w.tell(), w.seek(1), w.write("XY"), w.getvalue(), w.truncate(2),
      w.getvalue(), w.seek(0, 2))
print("to file", file=w)
w.writelines(["a", "b"])
print(repr(w.getvalue()))
b = io.BytesIO(b"hello\nworld")
print(b.read(2), b.readline(), b.read1(3), b.seek(-2, 2), b.read(), b.seek(20), b.write(b"!"),
      b.getvalue(), len(b.getbuffer()), b.readinto(bytearray(2)), b.seek(0),
      b.readinto(x := bytearray(4)), x)
print(io.StringIO("a\r\nb\rc", newline=None).readlines(), io.StringIO("a\r\nb",
      newline="").readlines(), io.StringIO("a\nb", newline="\r\n").getvalue().encode(),
      [l for l in io.BytesIO(b"x\ny")], s.readable(), s.writable(), s.seekable(), s.isatty(),
      s.closed, io.StringIO("abc").read(-1), io.StringIO("abc").read(None))
for f in (lambda: s.write(b"x"), lambda: b.write("x"), lambda: s.seek(-1), lambda: s.seek(1, 1),
          lambda: s.fileno(), lambda: io.StringIO(5), lambda: io.BytesIO("s"), lambda: s.read("x"),
          lambda: b.seek(-100), lambda: s.write(5), lambda: s.detach()):
    try:
        print(f())
    except (TypeError, ValueError, OSError) as e:
        print(type(e).__name__, e)
s.close(); b.close()
for f in (lambda: s.read(), lambda: b.write(b"x"), lambda: s.getvalue(), lambda: list(s),
          lambda: s.__enter__()):
    try:
        f()
    except ValueError as e:
        print(e)
with io.BytesIO() as raw:
    t = io.TextIOWrapper(raw, encoding="utf-8", newline="\n",
                         write_through=True)
    t.write("é\n")
    print(raw.getvalue(), t.encoding, t.errors)
    t.detach()
t = io.TextIOWrapper(io.BytesIO("a\r\né日\n".encode()), encoding="utf-8")
print(t.read(1), t.readline(), t.readline(), t.read() == "", t.newlines)

# Positions in text of encodings whose decoders have state: the same cookies, and back to each.
import io

for enc in "utf-16", "utf-8-sig", "utf-32", "utf-7", "cp1252", "utf-16-le":
    for nl in None, "", "\n", "\r\n", "\r":
        text = "".join(f"line {i} é€\r\n" if i % 3 else f"x{i}\n" if i % 2 else f"y{i}\r" for i in range(40))
        b = io.BytesIO(text.encode(enc))
        f = io.TextIOWrapper(b, encoding=enc, newline=nl)
        f._CHUNK_SIZE = 64
        all = f.read(); f.seek(0)
        out = []
        for n in (0, 1, 3, 7, 50, 2, 1, 200, 5):
            c = f.tell(); s = f.read(n); out.append((c, s))
        c = f.tell(); out.append((c, f.readline()))
        c = f.tell(); out.append((c, f.readline()))
        f.seek(0, 2); end = f.tell()
        good = 0
        for c, s in out:
            assert f.seek(c) == c; assert f.tell() == c, (enc, nl, c, f.tell())
            assert f.read(len(s)) == s, (enc, nl, c, s)
            good += 1
        f.seek(0)
        assert f.read() == all
        print(enc, repr(nl), [hex(c) for c, s in out], end, f.newlines, len(all))

# TextIOWrapper: what cannot be read or written, bytes-like reads, _CHUNK_SIZE, marks, states before and after.
import codecs
import io
import os
import tempfile


def tell(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Only(io.BytesIO):
    def __init__(self, data=b"", reads=True, writes=True):
        super().__init__(data)
        self.reads, self.writes = reads, writes

    def readable(self):
        return self.reads

    def writable(self):
        return self.writes


for encoding in "utf-8", "utf-16":
    f = io.TextIOWrapper(Only("ab\ncd".encode(encoding), writes=False), encoding)
    print(tell(f.write, "x"), tell(f.writelines, ["x"]), tell(f.read))
    f = io.TextIOWrapper(Only(reads=False), encoding)
    print(tell(f.read), tell(f.read, 1), tell(f.readline), tell(next, f), tell(f.write, "x"))

print(tell(io.TextIOWrapper, 42), tell(io.TextIOWrapper, None), tell(io.TextIOWrapper, object()))


class Views(io.BytesIO):
    def read1(self, n=-1):
        return memoryview(super().read1(n))

    def read(self, n=-1):
        return memoryview(super().read(n))


print(tell(io.TextIOWrapper(Views(b"one\ntwo"), "ascii").readlines))
print(tell(io.TextIOWrapper(Views(b"one\ntwo"), "ascii").read))
print(tell(io.TextIOWrapper(io.StringIO("a"), "utf-8").read, 1))

f = io.TextIOWrapper(io.BytesIO(b"abcdef"), "ascii")
f._CHUNK_SIZE = 2
print(f._CHUNK_SIZE, f.read(1), f.buffer.tell(), tell(delattr, f, "_CHUNK_SIZE"))
for size in 0, -1, "x", 1.0:
    print(tell(setattr, f, "_CHUNK_SIZE", size))


class Writes(io.RawIOBase):
    def __init__(self):
        self.seen = []

    def writable(self):
        return True

    def write(self, data):
        self.seen.append(bytes(data))
        return len(data)


w = Writes()
f = io.TextIOWrapper(w, "ascii")
f._CHUNK_SIZE = 8
for text in "abc", "def", "ghi", "j" * 20, "k", "l" * 7, "m":
    f.write(text)
print(w.seen)

f = io.TextIOWrapper.__new__(io.TextIOWrapper)
print(tell(repr, f), tell(f.read), tell(lambda: f.errors), tell(lambda: f._CHUNK_SIZE))
f = io.TextIOWrapper(io.BytesIO(), "ascii")
print(tell(f.__init__, io.BytesIO(), newline="x"), tell(repr, f), tell(f.read))
f = io.TextIOWrapper(io.BytesIO(), "ascii")
f.detach()
print(repr(f), f.encoding, f.errors, f.line_buffering, tell(f.read), tell(f.detach))

f = io.TextIOWrapper(io.BytesIO(b"\xe9"), "latin-1")
f.reconfigure(encoding="locale")
print(f.errors)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f")
    for encoding in "utf-8-sig", "utf-16", "utf-32":
        with open(path, "w", encoding=encoding) as f:
            f.write("aaa")
            at = f.tell()
        with open(path, "r+", encoding=encoding) as f:
            f.seek(at)
            f.write("zzz")
            f.seek(0)
            f.write("bbb")
        with open(path, "a", encoding=encoding) as f:
            f.seek(0)
            f.seek(0, 2)
            f.write("xxx")
        with open(path, "rb") as f:
            print(encoding, f.read() == "bbbzzzxxx".encode(encoding))


class Odd(codecs.IncrementalDecoder):
    state = (b"", 0)

    def decode(self, data, final=False):
        return data if final else "text"

    def getstate(self):
        return self.state


def odd(name):
    if name == "odd":
        return codecs.CodecInfo(codecs.utf_8_encode, codecs.utf_8_decode, name="odd", incrementaldecoder=Odd,
                                incrementalencoder=codecs.getincrementalencoder("utf-8"))


codecs.register(odd)
for state in (b"", 0), 42, (), (1, 2), (b"", "x"), (b"", 1 << 40):
    Odd.state = state
    for newline in None, "\n":
        f = io.TextIOWrapper(io.BytesIO(b"abc"), "odd", newline=newline)
        print(state, newline, tell(f.read, 2), tell(f.read).replace("IncrementalNewlineDecoder", "decoder"))
f = io.TextIOWrapper(io.BytesIO("abc".encode("utf-16")), "utf-16")
print(tell(f.seek, 1 << 200), tell(f.seek, -1), tell(f.seek, 5, 1), tell(f.seek, 1 << 96))

# weak references to files of io; an error of flush and one of close; truncate of a reader
import io, weakref
files = [io.BytesIO(), io.StringIO(), io.BufferedReader(io.BytesIO()), io.BufferedWriter(io.BytesIO()),
         io.BufferedRandom(io.BytesIO()), io.TextIOWrapper(io.BytesIO()),
         io.BufferedRWPair(io.BytesIO(), io.BytesIO())]
for f in files:
    r = weakref.ref(f)
    print(type(f).__name__, r() is f, weakref.getweakrefcount(f))
class Raw(io.BytesIO):
    def flush(self):
        raise OSError("flush")
    def close(self):
        raise OSError("close")
    closing = True
for make in (io.BufferedWriter, io.BufferedReader, io.BufferedRandom, io.TextIOWrapper):
    raw = Raw()
    f = make(raw)
    def flush():
        raise ValueError("own flush")
    f.flush = flush
    try:
        f.close()
    except Exception as e:
        print(make.__name__, repr(e), repr(e.__context__), f.closed)
    del f.flush
    Raw.close = lambda self: io.BytesIO.close(self)
    f.flush = flush
    try:
        f.close()
    except Exception as e:
        print(repr(e), repr(e.__context__), f.closed)
    del Raw.close
    Raw.close = lambda self: (_ for _ in ()).throw(OSError("close"))
    io.BytesIO.close(raw)
    Raw.flush = lambda self: None
try:
    io.BufferedReader(io.BytesIO(b"xyz")).truncate()
except io.UnsupportedOperation as e:
    print(e)
closed = [io.FileIO("/dev/null"), io.BytesIO(), io.StringIO()]
for f, act in zip(closed, (lambda f: f.flush(), lambda f: f.__setstate__((b"", 0, None)), lambda f: f.__setstate__(("", "", 0, None)))):
    f.close()
    try:
        act(f)
    except ValueError as e:
        print(type(f).__name__, str(e).rstrip("."))

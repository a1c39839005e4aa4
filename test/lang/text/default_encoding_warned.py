# -X warn_default_encoding warns where no encoding is said; -X utf8 makes text_encoding() say utf-8.
# options: -S -X warn_default_encoding -X utf8
import io
import pathlib
import sys
import warnings

print(sys.flags.utf8_mode, sys.flags.warn_default_encoding)


def told(f, *args, **kwargs):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        r = f(*args, **kwargs)
        if hasattr(r, "close"):
            r.close()
        print(type(r).__name__, [(w.category.__name__, str(w.message), w.lineno) for w in seen])


def choose(encoding=None):
    return io.text_encoding(encoding)


told(open, __file__)
told(open, __file__, "rb")
told(open, __file__, encoding="utf-8")
told(open, __file__, encoding="locale")
told(io.TextIOWrapper, io.BytesIO())
told(io.TextIOWrapper, io.BytesIO(), "latin-1")
told(pathlib.Path(__file__).read_text)
told(choose)
told(choose, "x")
told(io.text_encoding, None, 1)
print(io.text_encoding("x"), choose())
warnings.simplefilter("error")
try:
    open(__file__)
except EncodingWarning as e:
    print(repr(e))

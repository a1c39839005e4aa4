# Under -b comparisons of bytes with str and int, and str() of bytes, warn.
# options: -b -W always::BytesWarning

import warnings


def told(f, *args):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        print(f(*args), [(w.category.__name__, str(w.message)) for w in seen])


class Count(int):
    pass


for left in b"a", bytearray(b"a"):
    for right in "a", 97, True, Count(97), 97.0, None, memoryview(b"a"):
        told(lambda: left == right)
        told(lambda: right != left)
        told(lambda: left is right)
    told(lambda: left in ["a", left])
    told(str, left)
    told(repr, left)
    told(format, left)
    told(lambda: f"{left} {left!r} {left!s:>5}")
    told(lambda: "%s %r" % (left, left))
    told(lambda: print(left))
    told(str, left, "ascii")
warnings.simplefilter("error")
for f in lambda: b"a" == "a", lambda: bytearray(b"a") != "a", lambda: str(b""), lambda: [b"x"].index("x"):
    try:
        print(f())
    except BytesWarning as e:
        print(type(e), e)

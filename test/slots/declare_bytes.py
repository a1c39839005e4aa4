# Bytes are an iterable, but of integers, which are no names.
try:
    class C:
        __slots__ = b"xy"
except TypeError as e:
    print(e)
class D:
    __slots__ = b""
print(D.__slots__, hasattr(D(), "__dict__"))

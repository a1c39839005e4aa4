# A bytearray with slots resizes without harm to them.
class Buffer(bytearray):
    __slots__ = ("pos",)
b = Buffer(b"abc")
b.pos = 1
b.extend(b"x" * 1000)
b.pos += 1
del b[3:]
print(b, b.pos, hasattr(b, "__dict__"), bytes(b))

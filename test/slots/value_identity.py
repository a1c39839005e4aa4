# The object stored is the object read.
class C:
    __slots__ = ("v",)
c = C()
for v in ([], {}, set(), object(), C, c, print, "text", b"bytes", 10**40, (1, 2), lambda: 1, 2.5):
    c.v = v
    if c.v is not v:
        print("lost", v)
c.v = c
print(c.v.v.v is c)

# Each item must be a string.
class S(str):
    pass

for bad in ([1], [None], ["ok", b"bytes"], [("t",)], [["l"]], [1.5], [str]):
    try:
        type("C", (), {"__slots__": bad})
    except TypeError as e:
        print(bad, e)
C = type("C", (), {"__slots__": [S("sub")]})
c = C()
c.sub = 1
print(c.sub, C.sub, type(C.__slots__[0]).__name__)

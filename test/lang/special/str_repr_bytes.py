# str, repr, ascii and bytes call their methods with fallbacks and type checks (3.3.1).
class A:
    def __repr__(self): return "répr"
class B:
    def __bytes__(self): return b"bytes!"
    def __str__(self): return "str!"
class C:
    def __bytes__(self): return "text"
class D:
    def __repr__(self): raise ValueError("in repr")
class E(str):
    def __str__(self): return E("E!")
print(str(A()), ascii(A()), [A()], (A(),), {1: A()}, f"{A()!a}", "%a" % (A(),))
print(bytes(B()), str(B()), type(str(E("x"))).__name__, bytes([65, 66]), bytes(3),
      str(b"x", "ascii"))
for f in (lambda: bytes(C()), lambda: bytes(A()), lambda: str(D()), lambda: [D()],
          lambda: str([D()]), lambda: bytes("s"),
          lambda: bytes(-1), lambda: bytes([256]), lambda: bytes(["a"]),
          lambda: str(b"x", "ascii", 1), lambda: str("x", "utf8"),
          lambda: bytes(1, "utf8"), lambda: bytes("é", "ascii"), lambda: str(1, 2)):
    try:
        f()
        print("ok")
    except Exception as e:
        print(type(e).__name__, e)
print(str(b"ab"), str(), str(object=5), repr(str(None)), ascii("é\U0001f600\n'"))

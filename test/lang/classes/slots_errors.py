# Wrong __slots__ are refused when the class is made (3.3.2.4).
def make(slots, bases=(), **ns):
    try:
        c = type("C", bases, {"__slots__": slots, **ns})
        print("ok", c.__slots__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
class X: __slots__ = ("a",)
class Y: __slots__ = ("b",)
class Empty: __slots__ = ()
make(5)
make(("a", 1))
make(("1a",))
make(("x y",))
make(("a",), a=1)
make(("__dict__", "__dict__"))
make(("a",), (int,))
make((), (int,))
make(("a",), (tuple,))
make(("c",), (X, Y))
make((), (X, Empty))
make({"k": "doc"})
make(("__dict__",), (type("P", (), {}),))
try:
    class Z(X, Y): pass
except TypeError as e:
    print(e)
try:
    class W(int, str): pass
except TypeError as e:
    print(e)
print(type("V", (X, Empty), {})().__dict__)

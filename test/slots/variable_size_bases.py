# "Nonempty __slots__ does not work for classes derived from “variable-length” built-in types such
# as int, bytes and tuple."
for base in (int, bytes, tuple):
    for names in (("x",), "x", ["__dict__", "x"]):
        try:
            type("C", (base,), {"__slots__": names})
        except TypeError as e:
            print(e)
class Sub(int):
    __slots__ = ()
try:
    class C(Sub):
        __slots__ = ("x",)
except TypeError as e:
    print(e)
try:
    class M(type):
        __slots__ = ("x",)
except TypeError as e:
    print(e)

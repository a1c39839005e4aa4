# Leading underscores of the class's name fall away in mangling; a name of underscores only stays.
class __Under:
    __slots__ = ("__a",)
    def set(self):
        self.__a = 1

class ___:
    __slots__ = ("__b",)
    def set(self):
        self.__b = 2

for cls in (__Under, ___):
    o = cls()
    o.set()
    print(sorted(n for n in cls.__dict__ if n.endswith(("a", "b"))))
T = type("__Dyn", (), {"__slots__": "__c"})
print([n for n in T.__dict__ if n.endswith("c")][0])

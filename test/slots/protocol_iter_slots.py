# "__slots__" as data: a generic repr and equality over all slots of all bases.
class Struct:
    __slots__ = ()
    def fields(self):
        for cls in reversed(type(self).__mro__):
            names = cls.__dict__.get("__slots__", ())
            yield from (names,) if isinstance(names, str) else names
    def __repr__(self):
        inner = ", ".join(f"{n}={getattr(self, n, '?')!r}" for n in self.fields())
        return f"{type(self).__name__}({inner})"
    def __eq__(self, other):
        return type(self) is type(other) and all(
            getattr(self, n, None) == getattr(other, n, None) for n in self.fields())
class A(Struct):
    __slots__ = "a"
class B(A):
    __slots__ = ["b", "c"]
b, c = B(), B()
b.a, b.b, b.c = 1, 2.5, "x"
c.a, c.b = 1, 2.5
print(b, c, A(), b == c)
c.c = "x"
print(b == c, b == A())

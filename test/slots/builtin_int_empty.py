# Integers and tuples of a class with empty slots behave as numbers and sequences.
class I(int):
    __slots__ = ()
    def double(self):
        return I(self * 2)
class T(tuple):
    __slots__ = ()
    x = property(lambda self: self[0])
    def __new__(cls, *items):
        return super().__new__(cls, items)
i = I(21).double()
print(i, type(i).__name__, i == 42, hash(i) == 42, I(1 << 100).double() == 1 << 101)
t = T(1, 2.5, "x")
print(t, t.x, t[1:], len(t), t == (1, 2.5, "x"), {t: 1}[(1, 2.5, "x")])
print(hasattr(i, "__dict__"), hasattr(t, "__dict__"))

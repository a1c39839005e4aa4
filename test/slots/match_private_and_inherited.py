# Patterns over slots of parents, and a __match_args__ naming what is no attribute.
class A:
    __slots__ = ("a",)
    __match_args__ = ("a",)
class B(A):
    __slots__ = ("b",)
    __match_args__ = ("b", "a")
class Odd:
    __slots__ = ()
    __match_args__ = ("missing",)
b = B()
b.a, b.b = 1, 2
match b:
    case A(2):
        print("A two")
    case A(1) as found:
        print("A one", found is b)
match b:
    case B(2, 1):
        print("B")
match Odd():
    case Odd(x):
        print("matched", x)
    case Odd():
        print("no attribute")

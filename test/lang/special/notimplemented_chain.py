# NotImplemented from both sides raises TypeError naming both types; each side is asked once (3.3.8).
class A:
    def __add__(self, o):
        print("A.__add__")
        return NotImplemented
    def __radd__(self, o):
        print("A.__radd__")
        return NotImplemented
class B:
    def __add__(self, o):
        print("B.__add__")
        return NotImplemented
    def __radd__(self, o):
        print("B.__radd__")
        return NotImplemented
for x, y in ((A(), B()), (A(), A()), (1, A()), (A(), 1), (B(), "s")):
    try:
        x + y
    except TypeError as e:
        print(e)
a = A()
try:
    a += B()
except TypeError as e:
    print(e)
print(A().__add__(1), (1).__add__("x"), (1).__add__(1.5), (1.5).__add__(1))
print(repr(NotImplemented), type(NotImplemented).__name__)

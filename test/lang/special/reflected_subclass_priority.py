# The reflected method of a right operand whose type is a subclass providing it is tried first (3.3.8).
class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __sub__(self, o): return "A.sub"
    def __rsub__(self, o): return "A.rsub"
class B(A):
    def __radd__(self, o): return "B.radd"
class C(B): pass
print(A() + B(), A() + C(), B() + A(), B() + C(), A() - B(), C() + C())
class D(B):
    def __radd__(self, o): return NotImplemented
print(A() + D())
class I(int):
    def __radd__(self, o): return "I.radd"
    def __rmul__(self, o): return "I.rmul"
    def __rpow__(self, o): return "I.rpow"
print(1 + I(2), I(1) + 2, 3 * I(2), 2 ** I(3), I(2) ** 3, I(1) + I(2), True + I(1), 1.0 + I(2))
class S(str):
    def __radd__(self, o): return "S.radd"
    def __rmod__(self, o): return "S.rmod"
print("a" + S("b"), "%s" % S("x"), S("a") + "b")
class L(list):
    def __radd__(self, o): return "L.radd"
print([1] + L([2]))

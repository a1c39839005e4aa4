# The method resolution order is the C3 linearisation of the bases (3.3.3.2).
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass
print([k.__name__ for k in F.__mro__])
class X:
    def who(self): return "X"
class Y(X): pass
class Z(X):
    def who(self): return "Z"
class W(Y, Z): pass
print(W().who(), [k.__name__ for k in W.mro()])
for bases in ((O, A), (A, O, B), (D, B, A), (X, Y)):
    try:
        print([k.__name__ for k in type("T", bases, {}).__mro__])
    except TypeError as e:
        print(e)
try:
    class P(A, A): pass
except TypeError as e:
    print(e)
try:
    class Q(object, A): pass
except TypeError as e:
    print(e)

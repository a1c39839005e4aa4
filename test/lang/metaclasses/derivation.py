# The most derived metaclass of all bases and the given one is used; a conflict is an error (3.3.3.2).
class M1(type): pass
class M2(M1): pass
class M3(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(metaclass=M3): pass
class D(A, B): pass
print(type(D).__name__)
class E(B, metaclass=M1): pass
print(type(E).__name__)
class F(A, metaclass=M2): pass
print(type(F).__name__, type(type("G", (A,), {})).__name__)
for f in (lambda: type("X", (A, C), {}), lambda: M3("X", (A,), {}),
          lambda: exec("class X(A, metaclass=M3): pass")):
    try:
        f()
    except TypeError as e:
        print(e)
class G(A, metaclass=type): pass
print(type(G).__name__)
print(type(M1("H", (B,), {})).__name__)
class MM(type):
    def __call__(cls, *a): return ("MM.__call__", cls.__name__, len(a))
class MetaOfMeta(type, metaclass=MM): pass
class I(metaclass=MetaOfMeta): pass
print(I)

# A mro() of Python that sets __bases__ meanwhile, or leaves its class out.
class Meta(type):
    def mro(cls):
        if ready:
            if cls.__name__ == "B1":
                B2.__bases__ = (B1,)
            if cls.__name__ == "B2":
                B1.__bases__ = (B2,)
        return type.mro(cls)

ready = False
class A(metaclass=Meta): pass
class B1(A): pass
class B2(A): pass
ready = True
try:
    B1.__bases__ += ()
except TypeError as e:
    print(e)
ready = False
print(B1.__bases__ == (A,), B2.__bases__ == (A,))

class Once(type):
    def mro(cls):
        global again
        if again and cls.__name__ == "C":
            again = False
            C.__bases__ = (E,)
        return type.mro(cls)

again = False
class A(metaclass=Once): pass
class D(A): pass
class E(A): pass
class C(A): pass
again = True
C.__bases__ = (D,)
print([b.__name__ for b in C.__bases__], E.__subclasses__() == [C], D.__subclasses__())

class Without(type):
    def mro(cls):
        return (A, object)
try:
    class X(metaclass=Without): pass
except TypeError as e:
    print(e)

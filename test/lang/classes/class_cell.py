# The __class__ cell is filled when the class is made; reading it in the body fails (3.3.3.6).
class A:
    def who(self): return __class__.__name__
    @staticmethod
    def st(): return __class__
    lam = lambda self: __class__.__name__
    try:
        __class__
    except NameError as e:
        err = str(e)
class B(A): pass
print(B().who(), A.st() is A, B().lam(), A.err)
def deco(cls):
    return type("Replaced", (), {"orig": cls})
@deco
class C:
    def who(self): return __class__.__name__
print(C.orig().who(), C.__name__)
class D:
    def f(self):
        def g():
            return super().__repr__ is not None and __class__.__name__
        return None
    def h(self): return [__class__ for _ in "x"][0].__name__
print(D().h())
class E:
    def set(self):
        nonlocal __class__
        __class__ = int
    def get(self): return __class__
E().set()
print(E().get())

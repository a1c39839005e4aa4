# Later definitions in a class body replace earlier ones; names and values may be rebound (8.8).
class A:
    def f(self): return 1
    g = f
    def f(self): return 2
    x = f
    f = property(f)
print(A().f, A().g(), A().x(), A.x.__name__)
class B:
    def get(self): return "orig"
    alias = get
class C(B):
    def get(self): return "over"
print(C().alias(), C().get())
class D:
    def __len__(self): return 3
    size = __len__
    count = property(__len__)
print(D().size(), D().count, len(D()))
class E:
    def E(self): return "method named like class"
    str = str
    int = int("7")
    def f(self, v): return str(v) + self.str(v)
print(E().E(), E().f(1), E.int)
class A(A):
    def f2(self): return self.f
print(A().f2(), A.__mro__[1].__name__, A.__mro__[1] is A)

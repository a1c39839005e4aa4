# super() follows the MRO of the instance, so siblings are called (built-in functions, super).
class Base:
    def __init__(self, **kw):
        print("Base", sorted(kw))
    def f(self): return ["Base"]
class A(Base):
    def __init__(self, a=0, **kw):
        print("A", a)
        super().__init__(**kw)
    def f(self): return ["A"] + super().f()
class B(Base):
    def __init__(self, b=0, **kw):
        print("B", b)
        super().__init__(**kw)
    def f(self): return ["B"] + super().f()
class C(A, B):
    def __init__(self, **kw):
        print("C")
        super().__init__(**kw)
    def f(self): return ["C"] + super().f()
c = C(a=1, b=2, z=3)
print(c.f(), A().f())
print(super(A, c).f(), super(B, c).f())
print(super(C, C).f(c), super(A, C).f(c))

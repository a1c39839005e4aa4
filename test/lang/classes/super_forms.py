# super() works in nested functions, classmethods and with explicit arguments (built-in functions, super).
class A:
    x = "A.x"
    def m(self): return "A.m"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
class B(A):
    x = "B.x"
    def m(self):
        f = lambda: super(B, self).m()
        def g(self): return super().m()
        return [super().m(), f(), g(self), [super(B, self).m() for _ in range(1)]]
    @classmethod
    def c(cls): return "B>" + super().c()
    @staticmethod
    def s(): return "B>" + super(B, B).s()
    @property
    def p(self): return "B>" + super().p
    def attrs(self): return super().x, self.x
b = B()
print(b.m(), B.c(), b.c(), B.s(), b.p, b.attrs())
s = super(B, b)
print(s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__)
class K(B): pass
print(K.c(), super(B, K).c())
unbound = super(B)
print(unbound.__get__(b, B).m())

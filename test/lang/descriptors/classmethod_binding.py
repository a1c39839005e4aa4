# classmethod binds the class, also through instances, subclasses and metaclasses (built-in functions).
class A:
    @classmethod
    def f(cls, *a): return cls.__name__, a
    g = classmethod(lambda cls: cls)
    h = classmethod(len)
    def plain(self): return "plain"
class B(A): pass
print(A.f(1), A().f(2), B.f(), B().f(), A.g() is A, B().g() is B)
m = B.f
print(m.__self__ is B, m.__func__ is A.__dict__["f"].__func__, type(m).__name__)
try:
    A.h()
except TypeError as e:
    print(e)
print(type(A.__dict__["f"]).__name__, A.__dict__["f"].__wrapped__.__name__)
for act in (lambda: classmethod(), lambda: classmethod(1, 2), lambda: A.__dict__["f"](),
            lambda: classmethod(5).__get__(None, A)):
    try:
        print(act())
    except TypeError as e:
        print(e)
class C:
    @classmethod
    @property
    def cp(cls): return "cp " + cls.__name__
print(C.cp, C().cp)
print(A.__dict__["f"].__get__(None, int)(3), A.__dict__["f"].__get__(5)(4))
print(A.f == A.f, A.f == B.f, A().f == A.f)

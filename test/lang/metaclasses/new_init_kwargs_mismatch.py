# Class keywords reach both __new__ and __init__ of the metaclass and __init_subclass__ (3.3.3).
class M(type):
    def __new__(mcs, name, bases, ns, **kw):
        return super().__new__(mcs, name, bases, ns, **kw)
def attempt(src):
    try:
        exec(src)
        print("ok", src)
    except TypeError as e:
        print(src, "->", e)
class Base:
    def __init_subclass__(cls, a=0, **kw): print("sub", a, kw)
attempt("class A(metaclass=M, x=1): pass")
attempt("class A(Base, metaclass=M, x=1): pass")
attempt("class A(Base, a=5): pass")
class M2(M):
    def __init__(cls, name, bases, ns): pass
attempt("class A(Base, metaclass=M2, x=1): pass")
class M3(M):
    def __init__(cls, *a, **kw): print("M3", len(a), kw)
attempt("class A(Base, metaclass=M3, x=1, a=2): pass")
attempt("class A(x=1, **{'x': 2}): pass")
attempt("class A(Base, **{'metaclass': M3, 'a': 9}): pass")
attempt("type('A', (), {}, metaclass=M)")

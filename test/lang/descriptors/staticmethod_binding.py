# staticmethod gives the function unbound and is itself callable (built-in functions, 3.10).
class A:
    @staticmethod
    def f(x, y=2):
        "doc"
        return x, y
    g = staticmethod(len)
    print("call in body", f(5))
class B(A): pass
print(A.f(1), A().f(1, 3), B.f(0), A.f is A().f, A.g("abc"), A().g([]))
s = A.__dict__["f"]
print(type(s).__name__, s(9), s.__func__ is A.f, s.__wrapped__ is A.f, s.__name__, s.__doc__)
print(s.__get__(None, A) is A.f, s.__get__(5) is A.f)
s.attr = 1
print(s.attr)
for act in (lambda: staticmethod(), lambda: A.f(), lambda: A().f()):
    try:
        act()
    except TypeError as e:
        print(e)
def fn(): return "fn"
A.late = staticmethod(fn)
A.bound = fn
print(A().late(), A.bound())
try:
    A().bound()
except TypeError as e:
    print(e)
class C(staticmethod): pass
print(C(fn)(), repr(staticmethod(5)) , staticmethod(5).__func__)

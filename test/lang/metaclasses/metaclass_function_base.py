# Any callable may be the metaclass; its result is bound to the class name (3.3.3.2).
def upper_attrs(name, bases, ns, **kw):
    print("called", name, bases, kw)
    return type(name, bases, {k if k.startswith("__") else k.upper(): v for k, v in ns.items()})
class A(metaclass=upper_attrs, flag=True):
    foo = 1
    def bar(self): return 2
print(A.FOO, A().BAR(), hasattr(A, "foo"))
class B(A):
    foo = 3
print(B.foo, type(B).__name__)
class T(metaclass=lambda *a: a[0] * 2): pass
print(T)
class D(metaclass=lambda n, b, ns: {k: v for k, v in ns.items() if k[0] != "_"}):
    a = 1
    b = 2
print(D)
try:
    class E(A, metaclass=lambda n, b: None): pass
except TypeError as e:
    print(type(e).__name__)
try:
    class F(metaclass=undefined): pass
except NameError as e:
    print(e)

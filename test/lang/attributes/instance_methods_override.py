# A callable in the instance dict shadows a method; deletion reveals it again (3.3.2).
class A:
    def f(self): return "method"
    def g(self): return self.f()
a, b = A(), A()
print([a.g() for _ in range(3)])
a.f = lambda: "instance"
print(a.g(), b.g(), a.f())
a.f = 5
try:
    a.g()
except TypeError as e:
    print(e)
del a.f
print(a.g())
a.__dict__["f"] = lambda: "via dict"
print(a.g(), a.__dict__.pop("f")(), a.g())
def bound(self, x): return (self is a, x)
a.h = bound.__get__(a)
print(a.h(1))
A.f = lambda self: "patched class"
print(a.g(), b.g())
for o in (a, b):
    o.k = o.f
print(a.k(), a.k.__self__ is a)

# A method taken from the class is a plain function; instances may carry their own callables (3.2).
class A:
    def m(self, x): return (type(self).__name__, x)
print(A.m(A(), 1), A.m(5, 1), type(A.m).__name__, type(A().m).__name__)
def ext(self): return "ext " + type(self).__name__
A.e = ext
a = A()
print(a.e(), A.__dict__["e"] is ext, a.e.__func__ is ext)
a.i = ext
try:
    a.i()
except TypeError as e:
    print(e)
A.lam = lambda self, *a: a
A.builtin = len
A.inst = A().m
A.cls = dict
print(a.lam(1, 2), a.builtin([1, 2]), a.inst(3), a.cls(q=1))
class Callable:
    def __call__(self, *args): return len(args)
A.c = Callable()
print(a.c(1))
for name in ("m", "e"):
    m = getattr(a, name)
    print(m.__self__ is a, m.__name__)

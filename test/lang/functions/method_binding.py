# Attribute access on an instance binds a function; the method compares, hashes and calls by parts (3.2).
class C:
    def m(self, x=0):
        return self, x

a, b = C(), C()
m = a.m
print(m(1) == (a, 1), m.__self__ is a, m.__func__ is C.m)
print(a.m == a.m, a.m is a.m, a.m == b.m, hash(a.m) == hash(a.m))
print(m.__name__, m.__qualname__, C.m.__qualname__)
a.f = lambda *args: args
print(a.f(1))
C.late = lambda self: "late"
print(b.late())
M = type(m)
print(M(lambda s, t: (s, t), 5)(6))
try:
    M(1)
except TypeError as e:
    print(e)
try:
    m.attr = 1
except AttributeError as e:
    print(e)
C.m.attr = 7
print(m.attr)

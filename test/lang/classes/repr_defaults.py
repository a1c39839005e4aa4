# The default repr names module, qualified name and address; str falls back to repr (3.3.1).
import sys
class A: pass
def strip(s): return s.split(" at ")[0]
def f():
    class L:
        def m(self): pass
    return L
L = f()
print(strip(repr(A())), strip(str(A())), strip(repr(L())), strip(f"{L()}"))
print(strip(repr(f)), strip(repr(A.__init__)), strip(repr(L().m)), strip(repr(L.m)), repr(A),
      repr(L))
print(strip(repr(lambda: 0)), repr(len), strip(repr([].append)), repr(str.upper),
      strip(repr(object())))
print(repr(int.__add__), strip(repr((1).__add__)), repr(dict.fromkeys).split(" of ")[0], repr(type),
      repr(sys))
class R:
    def __repr__(self): return "R!"
class S:
    def __str__(self): return "S!"
print(R(), str(R()), [R()], f"{R()}", S(), strip(repr(S())), strip(repr([S()])))
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
for fn in (repr, str, "{}".format, lambda x: f"{x!r}", lambda x: "%s" % x):
    try:
        fn(Bad())
    except TypeError as e:
        print(e)
print(strip(repr(x for x in ())), strip(repr(L().m)))

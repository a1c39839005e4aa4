# An AttributeError raised in a property getter triggers __getattr__ (3.3.2).
class A:
    @property
    def x(self): return self.missing
    def __getattr__(self, n): return "fallback " + n
print(A().x)
class B:
    @property
    def x(self): raise AttributeError("inner text")
    def __getattr__(self, n):
        print("getattr", n)
        raise AttributeError("final " + n)
try:
    B().x
except AttributeError as e:
    print(e, e.__context__)
class C:
    @property
    def x(self): raise KeyError("k")
    def __getattr__(self, n): return "not reached"
try:
    C().x
except KeyError as e:
    print(repr(e))
class D:
    @property
    def x(self): raise AttributeError("plain")
print(hasattr(D(), "x"), getattr(D(), "x", "default"))
try:
    D().x
except AttributeError as e:
    print(e)

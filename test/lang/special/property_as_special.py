# Special methods may be properties or other descriptors; lookup binds them (3.3.12).
class C:
    @property
    def __len__(self):
        print("property read")
        return lambda: 4
    @property
    def __call__(self): return lambda *a: ("called", a)
    @property
    def __add__(self): return lambda o: ("add", o)
    @property
    def __getitem__(self): raise AttributeError("no items today")
    __iter__ = property(lambda self: lambda: iter("xy"))
    __eq__ = property(lambda self: lambda o: "eq")
    __hash__ = property(lambda self: lambda: 42)
    __repr__ = property(lambda self: lambda: "R")
c = C()
print(len(c), c(1), c + 2, list(c), c == 1, hash(c), repr(c), bool(c))
try:
    c[0]
except (AttributeError, TypeError) as e:
    print(type(e).__name__, e)
class Static:
    __len__ = staticmethod(lambda: 7)
    __neg__ = classmethod(lambda cls: cls.__name__)
    __contains__ = staticmethod(lambda x: x == 1)
s = Static()
print(len(s), -s, 1 in s, 2 in s)
class Wrong:
    __len__ = 5
    __add__ = "str"
for f in (lambda: len(Wrong()), lambda: Wrong() + 1):
    try:
        f()
    except TypeError as e:
        print(e)

# Implicit special method lookup bypasses instance attributes and __getattribute__ (3.3.12).
class Meta(type):
    def __getattribute__(cls, n):
        print("meta getattribute", n)
        return super().__getattribute__(n)
class C(metaclass=Meta):
    def __getattribute__(self, n):
        print("getattribute", n)
        return super().__getattribute__(n)
    def __len__(self): return 10
    def __add__(self, o): return "add"
    def __getitem__(self, i): return i
    def __iter__(self): return iter(())
c = C()
print(len(c), c + 1, c[2], list(c), bool(c))
print(c.__len__())
class D: pass
d = D()
for name in ("__len__", "__add__", "__getitem__", "__call__", "__iter__", "__eq__", "__str__",
             "__hash__", "__bool__"):
    setattr(d, name, lambda *a: 1 / 0)
print(bool(d), d == d, isinstance(hash(d), int), d != 5)
for f in (lambda: len(d), lambda: d + 1, lambda: d[0], lambda: d(), lambda: iter(d)):
    try:
        f()
    except TypeError as e:
        print(e)
D.__len__ = lambda self: 3
print(len(d))

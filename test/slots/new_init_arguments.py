# Instances with slots take positional, keyword and default arguments; errors name them.
class C:
    __slots__ = ("a", "b", "rest", "kw")
    def __init__(self, a, b=2, *rest, key=None, **kw):
        self.a, self.b, self.rest, self.kw = a, b, rest, (key, kw)
c = C(1, *(5, 6), key="k", z=1)
print(c.a, c.b, c.rest, c.kw)
for call in (lambda: C(), lambda: C(1, a=2), lambda: C(b=1)):
    try:
        call()
    except TypeError as e:
        print(e)
class D(C):
    __slots__ = ()
    def __init__(self):
        return 5
try:
    D()
except TypeError as e:
    print(e)

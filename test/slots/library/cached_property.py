# functools.cached_property needs a __dict__.
from functools import cached_property
class C:
    __slots__ = ("x",)
    @cached_property
    def double(self):
        return self.x * 2
c = C()
c.x = 4
try:
    c.double
except TypeError as e:
    print(e)
class D(C):
    __slots__ = ("__dict__",)
d = D()
d.x = 4
print(d.double, d.__dict__)

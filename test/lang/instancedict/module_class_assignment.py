# A module's __class__ may be set to a subclass of the module type (3.3.2.1).
import sys
Module = type(sys)
class Fancy(Module):
    @property
    def now(self): return "computed " + self.__name__
    def __setattr__(self, n, v):
        print("set", n)
        super().__setattr__(n, v)
    def __call__(self): return "called"
    def __getattr__(self, n): return "getattr " + n
m = Module("m")
m.x = 1
m.__class__ = Fancy
print(m.now, m.x, m(), m.other)
m.y = 2
print(m.y, vars(m)["y"], type(m).__name__)
class Plain: pass
for obj, cls in ((m, Plain), (m, int), (Plain(), Fancy), (5, Fancy)):
    try:
        obj.__class__ = cls
    except TypeError as e:
        print(e)
m.__class__ = Module
print(hasattr(m, "now"), repr(m))

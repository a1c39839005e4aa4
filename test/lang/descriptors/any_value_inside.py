# classmethod, staticmethod and property hold any value; what they show of it.
def f(cls):
    "doc"
m = classmethod(1).__get__(0)
print(m)
for v in (1, 2.5, 1 << 70):
    c = classmethod(v)
    try:
        c.__get__(None, int)()
    except TypeError as e:
        print(e)
    print(c.__func__, staticmethod(v).__func__, hasattr(c.__get__(0), "__name__"))
print(sorted(vars(classmethod(f))), vars(staticmethod(f))["__annotations__"])

p = property(7, 2.5, None, doc=42)
print(p.fget, p.fset, p.fdel, p.__doc__)
p.__doc__ = 1 << 80
print(p.__doc__)
del p.__doc__
print(p.__doc__)
class C:
    x = p
try:
    C().x
except TypeError as e:
    print(e)
try:
    p.fget = 1
except AttributeError as e:
    print(e)

class Wrap:
    def __init__(self, func): self.func = func
    def __get__(self, obj, cls): return self.func.__get__(obj, cls)
class D:
    @classmethod
    @Wrap
    @classmethod
    def who(cls): return cls
print(D.who() is D, D().who() is D)

# Functions, modules, methods and classes accept or refuse attributes by kind (3.2).
import sys, math
def f(): pass
f.a = 1
f.__dict__ = {"b": 2}
print(hasattr(f, "a"), f.b)
math.my_extra = 5
print(math.my_extra, "my_extra" in vars(math))
del math.my_extra
m = type(sys)("made", "its doc")
m.x = 1
print(m.__name__, m.__doc__, sorted(vars(m)), repr(m))
exec("y = x + 1\ndef g(): return y", m.__dict__)
print(m.y, m.g())
try:
    m.zz
except AttributeError as e:
    print(e)
m.__getattr__ = lambda name: f"module getattr {name}"
print(m.zz, m.y)
m.__dict__.pop("__name__")
del m.__getattr__
try:
    m.qq
except AttributeError as e:
    print(e)
for act in (lambda: setattr(f, "__dict__", 5), lambda: setattr(m, "__dict__", {}),
            lambda: type(sys)(), lambda: type(sys)(1),
            lambda: setattr(f, "__globals__", {}), lambda: setattr(f.__get__(1), "x", 1)):
    try:
        act()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)

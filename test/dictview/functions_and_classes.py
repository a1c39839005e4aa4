# The dictionaries of functions, modules and classes.
import sys
def f():
    pass
f.a = 1
print(f.__dict__, f.__dict__ is f.__dict__)
f.__dict__["b"] = 2
print(f.b, vars(f))
f.__dict__ = {"c": 3}
print(f.c, hasattr(f, "a"))
try:
    f.__dict__ = 5
except TypeError as e:
    print(e)
m = type(sys)("m")
m.x = 1
m.__dict__["y"] = 2
print(m.y, sorted(k for k in m.__dict__ if k[0] != "_"))
try:
    m.__dict__ = {}
except AttributeError as e:
    print(e)
class C:
    k = 1
p = C.__dict__
print(type(p).__name__, p["k"])
try:
    p["k"] = 2
except TypeError as e:
    print(e)
C.k = 3
print(p["k"])
try:
    C.__dict__ = {}
except AttributeError as e:
    print(e)

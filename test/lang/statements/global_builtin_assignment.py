# Built-in names may be shadowed and deleted per module; __builtins__ may be replaced in exec (4.2.2).
print(max(1, 2))
max = min
print(max(1, 2))
del max
print(max(1, 2))
def f():
    list = tuple
    return list("ab")
print(f(), list("ab"))
import builtins
builtins.brand_new = "from builtins"
print(brand_new)
del builtins.brand_new
try:
    brand_new
except NameError as e:
    print(e)
old = builtins.len
builtins.len = lambda x: "patched"
print(len([]))
def g(): return len("abc")
print(g())
builtins.len = old
print(g(), len([]))
ns = {"__builtins__": {"print": print, "x": 5}}
exec("print(x)", ns)
try:
    exec("len([])", ns)
except NameError as e:
    print(e)
try:
    exec("class C: pass", {"__builtins__": {}})
except NameError as e:
    print(e)
try:
    exec("import sys", {"__builtins__": {}})
except ImportError as e:
    print(type(e).__name__, e)
ns = {}
exec("y = 1", ns)
print(sorted(ns), type(ns["__builtins__"]).__name__)

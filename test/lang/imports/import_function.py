# __import__ returns the top package or, with fromlist, the named module; its arguments are checked (built-in functions).
import sys
m = __import__("math")
print(m.__name__, m is sys.modules["math"], __import__("sys", globals(), locals(), ["path"],
      0) is sys, __import__("math", fromlist=("pi",)) is m, __import__("sys", level=0) is sys)
for args in ((), ("",), ("no_such_mod",), ("no.such.mod",), (5,), ("math", {}, {}, [], -1),
             ("math", {}, {}, [], 1), ("math", 5, {}, [], 1), ("sys.nothing",),
             ("math", None, None, ["nope"]), ("math\0",), ("", {}, {}, [], 1)):
    try:
        print(__import__(*args).__name__)
    except (TypeError, ImportError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
import builtins
real = builtins.__import__
calls = []
def fake(name, g=None, l=None, fromlist=(), level=0):
    calls.append((name, fromlist, level))
    if name == "invented": return "a string module"
    return real(name, g, l, fromlist, level)
builtins.__import__ = fake
import math as mm
from math import pi, e as euler
import invented
builtins.__import__ = real
print(calls, invented, pi == mm.pi)
try:
    import invented as again
except ImportError as e:
    print(e)
del builtins.__import__
try:
    import math
except ImportError as e:
    print(e)
builtins.__import__ = real
import math

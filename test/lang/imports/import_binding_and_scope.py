# import binds in its scope like assignment; in functions and classes it is local (7.11).
def f():
    import math, sys as system
    from math import floor as fl
    return math.floor(2.5), fl(3.5), system.maxunicode, sorted(locals())
print(f(), "math" in globals())
class C:
    import math
    from math import ceil as up, pi
    def area(self): return round(self.pi, 2), self.math.sqrt(4), type(self).up(1.2)
print(C().area())
def g():
    global operator
    import operator
g()
print(operator.add(1, 2))
def h():
    try:
        math
    except NameError as e:
        print(type(e).__name__, e)
    import math
    return math.pi > 3
print(h())
for i in range(2):
    import itertools
if True:
    from itertools import chain, count as c
print(next(c(5)), list(chain("a")))
try:
    from math import pi, no_such, e
except ImportError as x:
    print(x, "pi" in globals(), "e" in globals())
import math as math2, errno as math2
print(math2.__name__)
def outer():
    import time
    def inner(): return time.__name__
    return inner
print(outer()(), "time" in globals())
exec("import errno as E", ns := {}); print(ns["E"].ENOENT)

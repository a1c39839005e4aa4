# Dotted names are values compared by ==, never captures (8.6.4.6).
class Color:
    RED, GREEN = "r", "g"
    class Deep:
        X = 10
def f(v):
    match v:
        case Color.RED: return "red"
        case Color.GREEN | Color.Deep.X: return "green or ten"
        case [Color.RED, x]: return "red pair", x
        case {Color.RED: x}: return "red key", x
        case str(Color.Deep.X): return "never"
        case _: return "no"
for v in ("r", "g", 10, 10.0, ["r", 1], {"r": 2}, "x", Color):
    print(v if not isinstance(v, type) else "class", f(v))
try:
    match 1:
        case Color.BLUE: pass
except AttributeError as e:
    print(e)
try:
    match 1:
        case undefined.name: pass
except NameError as e:
    print(e)
try:
    match 1:
        case Undefined(): pass
except NameError as e:
    print(e)
import sys, math
match math.pi:
    case math.pi: print("pi")
Color.RED = "changed"
print(f("r"), f("changed"))
class Lazy:
    def __getattr__(self, n):
        print("getattr", n)
        return n
lz = Lazy()
match "b":
    case lz.a: pass
    case lz.b: print("b")
    case lz.c: pass

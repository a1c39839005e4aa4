# Class patterns test isinstance, then positional via __match_args__ and keywords by attribute (8.6.4.10).
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y, z=0): self.x, self.y, self.z = x, y, z
class P3(Point): pass
def f(v):
    match v:
        case Point(0, 0): return "origin"
        case Point(x, 0): return "on x", x
        case Point(0, y=y): return "on y", y
        case Point(x=x, z=z) if z: return "has z", x, z
        case Point(): return "some point"
        case int(n) | float(n): return "number", n
        case str(): return "string"
        case bool(): return "never: bool is int"
        case list([a, *_]): return "list of", a
        case dict(d): return "dict", d
        case _: return "?"
for v in (Point(0, 0), Point(3, 0), Point(0, 4), Point(1, 2, 3), Point(1, 2), P3(0, 0), 5, 2.5,
          True, "s", [1, 2], [], {1: 2}, None, b""):
    print(type(v).__name__, f(v))
class NoArgs:
    a = 1
match NoArgs():
    case NoArgs(b=1): print("no")
    case NoArgs(a=1): print("by attribute")
class Prop:
    @property
    def p(self):
        print("read p")
        return 5
match Prop():
    case Prop(p=4): pass
    case Prop(p=5): print("second read")

# Class patterns read slots by __match_args__ and by name; an unset slot does not match.
class Point:
    __slots__ = __match_args__ = ("x", "y")
    def __init__(self, *args):
        for n, v in zip(self.__slots__, args):
            setattr(self, n, v)
def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(0, y):
            return f"Y={y}"
        case Point(x, 0):
            return f"X={x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Point(x, y):
            return f"({x}, {y})"
        case Point(x=x):
            return f"x only {x}"
        case Point():
            return "nothing set"
        case _:
            return "no point"
for p in (Point(0, 0), Point(0, 2), Point(3.5, 0), Point(4, 4), Point(1, 2), Point(7), Point(), 5):
    print(where(p))
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as e:
    print(e)

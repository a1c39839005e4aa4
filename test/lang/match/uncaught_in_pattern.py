# An uncaught error inside pattern evaluation points at the pattern (PEP 634).
class Point:
    __match_args__ = ("x",)
    x = 1

def check(v):
    match v:
        case [Point(1), other]:
            return other
        case Point(1, 2):
            return "two"
    return "none"

print(check([Point(), "second"]))
print(check(5))
check(Point())

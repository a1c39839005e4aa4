# Enum members are singletons with names, values, aliases, iteration order and restricted classes (library, enum).
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
class C(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    @property
    def nice(self): return self.name.title()
    def __str__(self): return "C:" + self.name
print(C.RED, repr(C.RED), C(1), C["GREEN"], C.CRIMSON is C.RED, list(C), len(C), C.RED.nice,
      C.RED in C, list(C.__members__), C.RED == 1, C.RED is C(1), hash(C.RED) == hash(C.RED),
      isinstance(C.RED, C), C.GREEN.value, f"{C.RED}", type(C).__name__)
class A(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = auto()
    Y = auto()
    Z = "z"
print([m.value for m in A])
class I(IntEnum): LOW = 1; HIGH = 10
class S(StrEnum): A = auto(); B = "bee"
print(I.HIGH > I.LOW, I.LOW + 1, sorted([I.HIGH, I.LOW]), [10, 20][I.LOW], I(10), repr(I.LOW),
      str(I.LOW), S.A, S.B.upper(), repr(S.A), f"{I.LOW:03}")
class F(Flag): R = 1; W = 2; X = 4; RW = R | W
print(F.R | F.X, repr(F.RW), F.RW & F.W, F.R in F.RW, bool(F.R & F.W), ~F.R, F(0), list(F.RW), F(5),
      F.R ^ F.RW, len(F.RW))
for f in (lambda: C(9), lambda: C["NO"], lambda: setattr(C, "RED", 5), lambda: C.PURPLE,
          lambda: type("D", (C,), {}), lambda: C.RED < C.GREEN, lambda: F(99), lambda: I("x"),
          lambda: C(), lambda: delattr(C, "RED")):
    try:
        print(f())
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e:
    print(e)
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius): self.mass = mass
print(Planet.EARTH.mass, Planet.EARTH.value, Enum("Dyn", "P Q").Q, {C.RED: "k"}[C.RED])
match C.RED:
    case C.GREEN: print("no")
    case C.RED: print("matched")

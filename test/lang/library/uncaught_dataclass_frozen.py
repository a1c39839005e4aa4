# An uncaught FrozenInstanceError passes through generated code (library, dataclasses).
# differs: regular expressions (_sre) are not there yet
from dataclasses import dataclass, FrozenInstanceError

@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

p = Point(1)
try:
    p.y = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e, isinstance(e, AttributeError))
print(p)
try:
    Point()
except TypeError as e:
    print(e)
@dataclass
class Checked:
    n: int
    def __post_init__(self):
        if self.n < 0:
            raise ValueError(f"negative: {self.n}")

print(Checked(1))
try:
    Checked(-1)
except ValueError as e:
    print(e, e.__traceback__.tb_next.tb_frame.f_code.co_name)

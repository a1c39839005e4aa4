# A dataclass with __slots__ written by hand: no defaults allowed.
# differs: regular expressions (_sre) are not there yet
from dataclasses import dataclass
@dataclass
class P:
    __slots__ = ("x", "y")
    x: int
    y: int
print(P(1, 2), hasattr(P(1, 2), "__dict__"))
try:
    @dataclass
    class Q:
        __slots__ = ("x",)
        x: int = 5
except ValueError as e:
    print(e)

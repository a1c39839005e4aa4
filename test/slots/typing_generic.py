# typing.Generic and Protocol children with slots.
# differs: regular expressions (_sre) are not there yet
from typing import Generic, NamedTuple, Protocol, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    __slots__ = ("item",)
    def __init__(self, item: T):
        self.item = item
b = Box[int](5)
print(b.item, hasattr(b, "__dict__"), Box[int].__args__)
try:
    b.other = 1
except AttributeError as e:
    print(e)
class HasItem(Protocol):
    __slots__ = ()
    item: int
class N(NamedTuple):
    a: int
    b: str = "x"
print(N(1), hasattr(N(1), "__dict__"), N.__slots__)

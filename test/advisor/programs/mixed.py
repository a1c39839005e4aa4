"""NamedTuple, enum, Protocol, Generic, TypedDict beside plain classes."""
import enum
from collections import namedtuple
from typing import NamedTuple, Protocol, Generic, TypeVar, Iterator, runtime_checkable

T = TypeVar("T")


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Flags(enum.IntFlag):
    A = 1
    B = 2


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)


class Labelled(namedtuple("Labelled", "name value")):
    def shout(self):
        return self.name.upper()


@runtime_checkable
class Drawable(Protocol):
    def draw(self) -> str: ...


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item


class Shape:
    color = Color.RED

    def __init__(self, at):
        self.at = at

    def draw(self):
        return f"{type(self).__name__} {self.at.x} {self.color.name}"


class Circle(Shape, Drawable):
    def __init__(self, at, r):
        super().__init__(at)
        self.r = r


class Square(Shape):
    def __init__(self, at, side):
        Shape.__init__(self, at)
        self.side = side
        if side % 2:
            self.color = Color.GREEN


class Stack(Generic[T]):
    class Link(Generic[T]):
        def __init__(self, value: T, below):
            self.value = value
            self.below = below

    def __init__(self) -> None:
        self.top = None
        self.size = 0

    def push(self, value: T) -> None:
        self.top = self.Link(value, self.top)
        self.size += 1

    def __iter__(self) -> "Iterator[T]":
        link = self.top
        while link:
            yield link.value
            link = link.below


def main():
    points = [Point(i, -i) for i in range(1000)]
    labelled = [Labelled("n%d" % i, i) for i in range(1000)]
    boxes = [Box[Point](p) for p in points] + [Box(3.5 * i) for i in range(500)]
    shapes = [Circle(p, 2) for p in points] + [Square(p, p.x) for p in points]
    s: "Stack[int]" = Stack()
    for i in range(1500):
        s.push(i)
    print(sum(p.norm() for p in points), labelled[5].shout(), boxes[3].get(), boxes[-1].get())
    print(shapes[0].draw(), shapes[-1].draw(), isinstance(shapes[0], Drawable), sum(s), s.size)
    print(sum(x.color is Color.GREEN for x in shapes), Flags.A | Flags.B)


main()

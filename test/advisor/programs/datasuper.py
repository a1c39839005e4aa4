"""Shapes as dataclasses that call super()."""
from dataclasses import dataclass, field


@dataclass
class Shape:
    name: str
    x: int = 0
    y: int = 0

    def moved(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def area(self):
        return 0

    def describe(self):
        return f"{self.name} at {self.x},{self.y}"


@dataclass
class Rectangle(Shape):
    width: int = 1
    height: int = 1
    tags: list = field(default_factory=list)

    def area(self):
        return super().area() + self.width * self.height

    def describe(self):
        return f"{super().describe()}, {self.width} by {self.height}"


@dataclass()
class Square(Rectangle):
    def __post_init__(self):
        self.height = self.width

    def describe(self):
        return super().describe() + " (a square)"


@dataclass(order=True)  # sorted by layer
class Layer:
    level: int
    shapes: list = field(default_factory=list, compare=False)

    def area(self):
        return sum(shape.area() for shape in self.shapes)


def layer(level, count):
    made = Layer(level)
    for i in range(count):
        if i % 3 == 0:
            made.shapes.append(Square(f"s{i}", i, level, 1 + i % 9))
        else:
            made.shapes.append(Rectangle(f"r{i}", i, level, 1 + i % 5, 2 + level))
    return made


def main():
    layers = [layer(level, 2000) for level in range(6)]
    print(sum(len(one.shapes) for one in layers), [one.area() for one in layers])
    for shape in layers[2].shapes[3:5]:
        print(shape.moved(5, -5).describe())
    print(max(layers).level, layers[0].shapes[0])
    print(layers[1].shapes[1] == layers[1].shapes[1], layers[1].shapes[1] == layers[1].shapes[2])


main()

# Calls overridden and inherited methods, also through super().
# group: object, small: 500, counted: 95000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 950000


class Shape:
    kind = "shape"

    def __init__(self, name):
        self.name = name
        self.scale = 1

    def area(self):
        return 0

    def scaled_area(self):
        return self.area() * self.scale * self.scale

    def grow(self, factor):
        self.scale = (self.scale + factor) % 17
        return self.scale


class Rectangle(Shape):
    kind = "rectangle"

    def __init__(self, name, width, height):
        super().__init__(name)
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    kind = "square"

    def __init__(self, name, side):
        super().__init__(name, side, side)

    def grow(self, factor):
        return super().grow(factor + 1)


class Logged:
    def grow(self, factor):
        self.grown = getattr(self, "grown", 0) + 1
        return super().grow(factor)


class LoggedSquare(Logged, Square):
    kind = "logged square"

    def grow(self, factor):
        return super().grow(factor) + 1


def main():
    totals = {}
    shapes = [Rectangle("r", 3, 4), Square("s", 5), LoggedSquare("l", 2)]
    for i in range(COUNT):
        for shape in shapes:
            shape.grow(i & 3)
            totals[shape.kind] = totals.get(shape.kind, 0) + shape.scaled_area()
        if i % 8 == 0:
            shapes[i % 3] = LoggedSquare("n%d" % i, i % 9) if i % 16 else Square("q", i % 11)
    for kind in sorted(totals):
        print(kind, totals[kind])
    print([cls.__name__ for cls in LoggedSquare.__mro__])


main()

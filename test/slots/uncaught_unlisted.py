# An uncaught assignment to an unlisted name ends the program.
class Point:
    __slots__ = ["x", "y"]
    def __init__(self, x, y):
        self.x, self.y = x, y
my_point = Point(1, 2)
print(my_point.x)
my_point.z = 3

# Assignment to a property without setter reports property and class (built-in functions, property).
class Circle:
    def __init__(self, r):
        self.r = r

    @property
    def area(self):
        return 3 * self.r ** 2

c = Circle(2)
print(c.area)
try:
    del c.area
except AttributeError as e:
    print(e)
c.area = 10

# Abstract base classes have empty slots: a child with slots has no dictionary.
from abc import ABC, abstractmethod
class Shape(ABC):
    __slots__ = ()
    @abstractmethod
    def area(self):
        ...
class Square(Shape):
    __slots__ = ("side",)
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
print(Square(3).area(), hasattr(Square(3), "__dict__"), ABC.__slots__, isinstance(Square(1), Shape))
try:
    Shape()
except TypeError as e:
    print(e)

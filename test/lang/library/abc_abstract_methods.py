# Abstract methods and properties block instantiation until all are overridden (library, abc).
from abc import ABC, ABCMeta, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def unit(): ...
    def describe(self): return f"{self.name} {self.area()}"
class Half(Shape):
    def area(self): return 1
class Full(Half):
    name = "full"
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def unit(): return "u"
for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
print(Full.make().describe(), sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__),
      Full.__abstractmethods__, type(Full).__name__)
class One(metaclass=ABCMeta):
    @abstractmethod
    def only(self): return "base body"
class Sub(One):
    def only(self): return super().only() + "!"
print(Sub().only(), isinstance(Sub(), One))
try:
    One()
except TypeError as e:
    print(e)

# "The space saved over using __dict__ can be significant."
import sys

class Slotted:
    __slots__ = ("a", "b", "c")
    def __init__(self):
        self.a = self.b = self.c = None

class Plain:
    def __init__(self):
        self.a = self.b = self.c = None

s, p = Slotted(), Plain()
print(sys.getsizeof(s) < sys.getsizeof(p) + sys.getsizeof(p.__dict__))
print(sys.getsizeof(s) > 0, isinstance(sys.getsizeof(s), int))
print(s.__sizeof__() <= sys.getsizeof(s))
before = sys.getsizeof(s)
s.a, s.b = "text" * 100, [1, 2, 3]
print(sys.getsizeof(s) == before)

# An enum over a slotted data type, and slots in an enum's members by a mixin with empty slots.
from enum import Enum
class Mixin:
    __slots__ = ()
    def label(self):
        return self.name.lower()
class Colour(Mixin, Enum):
    RED = 1
    BLUE = 2
print(Colour.RED.label(), Colour(2), list(Colour))

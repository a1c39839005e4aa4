# Reads and sets properties, descriptors, class and static methods.
# group: object, small: 300, counted: 120000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1700000


class Bounded:
    """A descriptor that keeps a number between two limits."""

    def __init__(self, low, high):
        self.low = low
        self.high = high

    def __set_name__(self, owner, name):
        self.field = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__[self.field]

    def __set__(self, instance, value):
        instance.__dict__[self.field] = min(max(value, self.low), self.high)


class Thermostat:
    target = Bounded(5, 30)
    made = 0

    def __init__(self, celsius):
        self._celsius = celsius
        self.target = celsius
        Thermostat.made += 1

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("colder than cold")
        self._celsius = value

    @property
    def fahrenheit(self):
        return self.celsius * 9 // 5 + 32

    @classmethod
    def from_fahrenheit(cls, value):
        return cls(cls.convert(value))

    @staticmethod
    def convert(value):
        return (value - 32) * 5 // 9

    def __getattr__(self, name):
        if name == "kelvin":
            return self._celsius + 273
        raise AttributeError(name)


def main():
    room = Thermostat(20)
    heat = 0
    kelvins = 0
    for i in range(COUNT):
        room.celsius = (room.celsius * 3 + i) % 40
        heat += room.fahrenheit
        if i % 2:
            room.target = room.celsius
            heat += room.target
        if i % 4 == 0:
            kelvins += room.kelvin
        if i % 8 == 0:
            room = Thermostat.from_fahrenheit(room.fahrenheit)
    print("heat", heat, "kelvins", kelvins, "made", Thermostat.made)
    try:
        room.celsius = -300
    except ValueError as error:
        print("refused:", error)
    try:
        room.colour
    except AttributeError as error:
        print("missing:", error)


main()

# Properties beside slots guard them.
class Celsius:
    __slots__ = ("_degrees",)
    def __init__(self, degrees):
        self.degrees = degrees
    @property
    def degrees(self):
        return self._degrees
    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._degrees = value
    @degrees.deleter
    def degrees(self):
        del self._degrees
    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32
t = Celsius(100)
print(t.degrees, t.fahrenheit)
t.degrees = 36.6
print(t.degrees, round(t.fahrenheit, 2))
for action in (lambda: setattr(t, "degrees", -300), lambda: setattr(t, "fahrenheit", 1),
               lambda: setattr(t, "kelvin", 1)):
    try:
        action()
    except (ValueError, AttributeError) as e:
        print(e)
del t.degrees
try:
    t.degrees
except AttributeError as e:
    print(e)

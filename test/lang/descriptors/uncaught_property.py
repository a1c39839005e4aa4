# An uncaught error in a setter shows the assignment and the setter frame.
class Temp:
    def __init__(self, c):
        self.c = c

    @property
    def c(self):
        return self._c

    @c.setter
    def c(self, value):
        if value < -273:
            raise ValueError(f"too cold: {value}")
        self._c = value

t = Temp(20)
print(t.c)
t.c -= 10
print(t.c)
t.c, other = -300, 1

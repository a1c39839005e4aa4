# Computes with a vector class with operators: masses on springs.
# group: object, small: 5, counted: 950
import sys

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 9500


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec(-self.x, -self.y, -self.z)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y and self.z == other.z

    def __abs__(self):
        return self.dot(self) ** 0.5

    def __repr__(self):
        return f"Vec({self.x:.9f}, {self.y:.9f}, {self.z:.9f})"

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z


def simulate(count, steps):
    places = [Vec(float(i), i % 3 * 0.5, i % 5 * 0.25) for i in range(count)]
    speeds = [Vec(0.0, 0.0, 0.0) for _ in range(count)]
    gravity = Vec(0.0, -0.01, 0.0)
    dt = 0.02
    for _ in range(steps):
        forces = [gravity for _ in range(count)]
        for i in range(count - 1):
            stretch = places[i + 1] - places[i]
            distance = abs(stretch)
            pull = (distance - 1.0) / distance * stretch
            forces[i] = forces[i] + pull
            forces[i + 1] = forces[i + 1] + -pull
        for i in range(1, count):
            speeds[i] = (speeds[i] + forces[i] * dt) * 0.999
            places[i] = places[i] + speeds[i] * dt
    return places


places = simulate(80, STEPS)
print(places[1])
print(places[-1])
print(sum((abs(place) for place in places), 0.0))
assert places[0] == Vec(0.0, 0.0, 0.0)

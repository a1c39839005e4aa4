"""Particles: class variables serve as defaults of what some instances change."""
import math


class Particle:
    """A point that moves."""

    mass = 1  # of nearly all
    alive = True
    colour = "white"

    def __init__(self, x, y, dx, dy):
        """At (x, y)."""
        self.x = x
        self.y = y
        self.dx = dx
        self.dy = dy

    def step(self):
        self.x += self.dx
        self.y += self.dy
        if abs(self.x) > 1000 or abs(self.y) > 1000:
            self.alive = False

    def heavy(self, mass):
        self.mass = mass
        return self

    def energy(self):
        return self.mass * (self.dx * self.dx + self.dy * self.dy) // 2


class Spark(Particle):
    # How many steps it glows, of all that are not told otherwise.
    glow = 5

    def __init__(self, x, y, dx, dy, colour):
        super().__init__(x, y, dx, dy)
        self.colour = colour

    def step(self):
        super().step()
        self.glow -= 1
        if self.glow == 0:
            self.alive = False


class Field:
    limits = (1000, 1000)

    def __init__(self):
        self.all = []

    def fill(self, count):
        for i in range(count):
            a = i * 0.37
            dx, dy = int(20 * math.cos(a)), int(20 * math.sin(a))
            if i % 4:
                p = Particle(i % 100, i % 77, dx, dy)
                self.all.append(p.heavy(10) if i % 50 == 1 else p)
            else:
                self.all.append(Spark(i % 100, i % 77, dx, dy, ("red", "blue")[i % 8 // 4]))

    def run(self, steps):
        for _ in range(steps):
            for p in self.all:
                if p.alive:
                    p.step()


def main():
    field = Field()
    field.fill(20000)
    print("energy", sum(p.energy() for p in field.all))
    field.run(6)
    alive = [p for p in field.all if p.alive]
    print(len(field.all), len(alive), field.limits)
    print(sum(p.x for p in field.all), sum(p.mass for p in field.all), alive[-1].colour)


main()

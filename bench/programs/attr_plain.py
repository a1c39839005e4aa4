# Reads and writes attributes of plain instances: particles in a box.
# group: object, small: 3, counted: 1200
import sys

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 12000


class Particle:
    def __init__(self, number):
        self.x = number * 37 % 1000
        self.y = number * 91 % 1000
        self.dx = number % 7 - 3
        self.dy = number % 5 - 2
        self.bounces = 0


def step(particles):
    for p in particles:
        p.x += p.dx
        p.y += p.dy
        if p.x < 0 or p.x >= 1000:
            p.dx = -p.dx
            p.x += p.dx
            p.bounces += 1
        if p.y < 0 or p.y >= 1000:
            p.dy = -p.dy
            p.y += p.dy
            p.bounces += 1


def main():
    particles = [Particle(number) for number in range(1000)]
    for _ in range(STEPS):
        step(particles)
    print("bounces", sum(p.bounces for p in particles))
    print("centre", sum(p.x for p in particles), sum(p.y for p in particles))
    assert all(0 <= p.x < 1000 and 0 <= p.y < 1000 for p in particles)


main()

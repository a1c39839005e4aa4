"""Plots of land: cached_property keeps what it found in the __dict__."""
from functools import cached_property


class Corner:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def minus(self, other):
        return Corner(self.x - other.x, self.y - other.y)


class Plot:
    """A polygon with an owner."""

    def __init__(self, owner, corners):
        self.owner = owner
        self.corners = corners

    @cached_property
    def area2(self):
        """Twice the area."""
        total = 0
        for a, b in zip(self.corners, self.corners[1:] + self.corners[:1]):
            total += a.x * b.y - b.x * a.y
        return abs(total)

    @cached_property
    def box(self):
        xs = [c.x for c in self.corners]
        ys = [c.y for c in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    def touches(self, other):
        a, b = self.box, other.box
        return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


class Register:
    def __init__(self):
        self.plots = []
        self.by_owner = {}

    def enter(self, plot):
        self.plots.append(plot)
        self.by_owner.setdefault(plot.owner, []).append(plot)

    def land_of(self, owner):
        return sum(plot.area2 for plot in self.by_owner[owner]) / 2


def square(x, y, side):
    return [Corner(x, y), Corner(x + side, y), Corner(x + side, y + side), Corner(x, y + side)]


def main():
    register = Register()
    for i in range(5000):
        register.enter(Plot(f"owner {i % 40}", square(i % 71 * 10, i // 71 * 10, 1 + i % 12)))
    print(len(register.plots), "plots")
    for owner in ("owner 0", "owner 7", "owner 39"):
        print(owner, register.land_of(owner))
    first = register.plots[0]
    print(sum(first.touches(p) for p in register.plots[:500]), first.box)
    moved = first.corners[2].minus(Corner(3, 4))
    print(moved.x, moved.y)


main()

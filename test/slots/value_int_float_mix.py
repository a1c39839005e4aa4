# One class, instances whose field is int in some, float in others, and changes.
class Body:
    __slots__ = ("x", "v", "name")
    def __init__(self, x, v, name):
        self.x, self.v, self.name = x, v, name
    def step(self, dt):
        self.x += self.v * dt
bodies = [Body(0, 1, "int"), Body(0.0, 0.5, "float"), Body(2**40, 1, "mid"), Body(10**20, 10**19, "big"),
          Body(True, False, "bool")]
for dt in (1, 2, 0.5, 1):
    for b in bodies:
        b.step(dt)
for b in bodies:
    print(b.name, b.x, type(b.x).__name__)

# An uncaught formatting error in an f-string marks the field's line (2.4.3).
class Price:
    def __init__(self, v):
        self.v = v

    def __format__(self, spec):
        if spec and not spec.endswith("f"):
            raise ValueError(f"unknown price format {spec!r}")
        return format(self.v, spec or ".2f")

items = [Price(1), Price(2.5)]
print(", ".join(f"{p}" for p in items), f"{items[0]:.1f}")
line = f"{items[0]} and {items[1]:x}"

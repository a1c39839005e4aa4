# Conditions of a comprehension use truth value testing, a conditional element is not a filter (6.2.4).
class T:
    def __init__(self, v): self.v = v
    def __bool__(self):
        print("bool", self.v)
        return self.v
print([t.v for t in (T(True), T(False)) if t])
print([x if x % 2 else -x for x in range(5)])
print([x if x > 2 else "small" for x in range(5) if x != 3])
print([x for x in ["", "a", [], [0], 0.0, None] if x])
print([x for x in range(6) if x % 2 == 0 or x == 5])
print([x for x in range(6) if not x % 2 and x])
print([x for x in range(10) if 2 < x < 6 if x != 4])
print([a or b for a in (0, 1) for b in (0, 2)])
class Bad:
    def __bool__(self):
        return 2
try:
    [1 for x in [Bad()] if x]
except TypeError as e:
    print(e)

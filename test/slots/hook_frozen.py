# An immutable class: __setattr__ refuses, the descriptor writes.
class Frozen:
    __slots__ = ("x", "y")
    def __new__(cls, x, y):
        self = super().__new__(cls)
        object.__setattr__(self, "x", x)
        Frozen.y.__set__(self, y)
        return self
    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is read-only")
    def __delattr__(self, name):
        raise AttributeError(f"{name} is read-only")
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
f = Frozen(1, 2)
for action in (lambda: setattr(f, "x", 3), lambda: delattr(f, "y"), lambda: setattr(f, "z", 1)):
    try:
        action()
    except AttributeError as e:
        print(e)
print(f.x, f.y, f == Frozen(1, 2), {f: "found"}[Frozen(1, 2)])

# A class decorator that builds the class anew with slots.
def slotted(cls):
    names = tuple(cls.__annotations__)
    ns = {k: v for k, v in cls.__dict__.items() if k not in names + ("__dict__", "__weakref__")}
    ns["__slots__"] = names
    return type(cls)(cls.__name__, cls.__bases__, ns)
@slotted
class P:
    "doc"
    x: int = 0
    y: int = 0
    def total(self):
        return self.x + self.y
p = P()
p.x, p.y = 3, 4
print(p.total(), hasattr(p, "__dict__"), P.__doc__, P.__qualname__, P.__slots__)

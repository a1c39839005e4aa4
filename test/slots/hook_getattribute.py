# __getattribute__ sees every reading of a slot; object.__getattribute__ reads it.
class C:
    __slots__ = ("x", "count")
    def __init__(self):
        self.x, self.count = "value", 0
    def __getattribute__(self, name):
        get = super().__getattribute__
        if name != "count":
            self.count = get("count") + 1
        return get(name)
c = C()
print(c.x, c.x, c.count)
try:
    c.y
except AttributeError as e:
    print(e, c.count)
print(object.__getattribute__(c, "x"), c.count)

# A dict with slots: items and attributes do not mix.
class Config(dict):
    __slots__ = ("name",)
    def __missing__(self, key):
        return f"{self.name}:{key}"
c = Config(a=1)
c.name = "cfg"
c["name"] = "item"
print(c.name, c["name"], c["b"], dict(c), "b" in c)
c.update({i: i for i in range(50)})
print(len(c), c.name, hasattr(c, "__dict__"))
print(type(c.copy()), c == dict(c))

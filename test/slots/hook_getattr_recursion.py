# __getattr__ that reads an unset slot of its own object calls itself.
class C:
    __slots__ = ("cache",)
    def __getattr__(self, name):
        if name == "cache":
            self.cache = {}
            return self.cache
        return self.cache.setdefault(name, len(self.cache))
c = C()
print(c.a, c.b, c.a, c.cache)
class D:
    __slots__ = ("target",)
    def __getattr__(self, name):
        return getattr(self.target, name)
try:
    D().anything
except RecursionError as e:
    print("RecursionError")

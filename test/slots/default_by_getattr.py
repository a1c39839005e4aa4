# Defaults for slots by __getattr__ from a class-level table.
class C:
    __slots__ = ("x", "y", "z")
    _defaults = {"x": 1, "y": 2}
    def __getattr__(self, name):
        try:
            return self._defaults[name]
        except KeyError:
            raise AttributeError(name) from None
c = C()
print(c.x, c.y, hasattr(c, "z"))
c.x = 10
print(c.x, c.y)
del c.x
print(c.x)

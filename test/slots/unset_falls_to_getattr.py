# Reading an unset slot asks __getattr__; hasattr then follows its answer.
class C:
    __slots__ = ("x",)
    def __getattr__(self, name):
        if name == "x":
            return "filled in"
        raise AttributeError(f"no {name}")
c = C()
print(c.x, hasattr(c, "x"), hasattr(c, "y"))
c.x = 1
print(c.x)
del c.x
print(c.x)
try:
    c.y
except AttributeError as e:
    print(e)

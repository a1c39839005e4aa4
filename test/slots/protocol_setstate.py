# __reduce_ex__ with __getstate__ and __setstate__ of the class's own.
class C:
    __slots__ = ("x", "cache")
    def __init__(self, x):
        self.x, self.cache = x, {}
    def __getstate__(self):
        return (self.x,)
    def __setstate__(self, state):
        self.__init__(*state)
c = C(5)
c.cache["k"] = "v"
f, args, state = c.__reduce_ex__(2)[:3]
o = f(*args)
print(hasattr(o, "x"), state)
o.__setstate__(state)
print(type(o).__name__, o.x, o.cache)

# property delegates get, set and delete, and words what is missing (built-in functions, property).
class P:
    def __init__(self): self._v = 1
    @property
    def ro(self):
        "doc ro"
        return self._v
    @property
    def rw(self): return self._v
    @rw.setter
    def rw(self, v): self._v = v
    @rw.deleter
    def rw(self):
        print("deleted")
        self._v = None
    wo = property(None, lambda self, v: setattr(self, "_v", v * 10))
p = P()
p.rw = 5
print(p.ro, p.rw)
p.wo = 2
print(p.ro)
del p.rw
print(p.ro, P.ro.__doc__, P.rw.fget.__name__, P.ro.fset)
for act in (lambda: setattr(p, "ro", 1), lambda: delattr(p, "ro"), lambda: p.wo,
            lambda: delattr(p, "wo"),
            lambda: setattr(P.ro, "fget", 1), lambda: P.ro.__get__()):
    try:
        act()
    except (AttributeError, TypeError) as e:
        print(e)
p.__dict__["ro"] = "shadow"
print(p.ro, type(P.ro).__name__, P.ro is P.__dict__["ro"])

# __new__ with a class-level cache of slotted instances.
class Sym:
    __slots__ = ("name",)
    _all = {}
    def __new__(cls, name):
        found = cls._all.get(name)
        if found is None:
            found = cls._all[name] = super().__new__(cls)
            found.name = name
        return found
print(Sym("a") is Sym("a"), Sym("a") is Sym("b"), sorted(Sym._all), Sym("b").name)

# A class inside a slotted class has its own slots and its own mangling.
class Outer:
    __slots__ = ("inner", "__p")
    class Inner:
        __slots__ = ("__p",)
        def __init__(self):
            self.__p = "inner"
    def __init__(self):
        self.__p = "outer"
        self.inner = self.Inner()

o = Outer()
print(o._Outer__p, o.inner._Inner__p, Outer.Inner.__qualname__, hasattr(o.inner, "__dict__"))

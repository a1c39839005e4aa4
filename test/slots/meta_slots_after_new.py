# Slots added by a metaclass after type.__new__ come too late.
class Meta(type):
    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, ns)
        cls.__slots__ = ("x",)
        return cls
class C(metaclass=Meta):
    pass
c = C()
c.y = 1
print(C.__slots__, c.__dict__, "x" in C.__dict__)

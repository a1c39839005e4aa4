# Two children of one slotted base combine when at most one of them adds slots.
class Base:
    __slots__ = ("x",)
class Left(Base):
    __slots__ = ("l",)
class Right(Base):
    __slots__ = ()
    def r(self):
        return self.x
class Wide(Base):
    __slots__ = ("w",)
class C(Left, Right):
    __slots__ = ("c",)
class D(Right, Left):
    __slots__ = ()
for cls in (C, D):
    o = cls()
    o.x, o.l = 1, 2
    print(o.r(), o.l, cls.__base__.__name__, [k.__name__ for k in cls.__mro__])
try:
    class E(Left, Wide):
        pass
except TypeError as e:
    print(e)

# __init_subclass__ sees the finished descriptors.
class Base:
    __slots__ = ()
    registry = {}
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry[tag or cls.__name__] = [n for n in cls.__dict__.get("__slots__", ())
                                              if type(cls.__dict__[n]).__name__ == "member_descriptor"]
class A(Base, tag="first"):
    __slots__ = ("a1", "a2")
class B(A):
    __slots__ = ("b1",)
class C(B):
    pass
print(Base.registry)

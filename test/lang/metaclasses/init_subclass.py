# __init_subclass__ is an implicit classmethod called for each subclass with the class keywords (3.3.3.1).
class Base:
    registry = []
    def __init_subclass__(cls, /, tag="none", **kw):
        super().__init_subclass__(**kw)
        Base.registry.append((cls.__name__, tag))
        cls.tag = tag
class A(Base): pass
class B(Base, tag="b"): pass
class C(B, tag="c"): pass
T = type("T", (Base,), {}, tag="dyn")
print(Base.registry, C.tag, hasattr(Base, "tag"))
try:
    class D(Base, bad=1): pass
except TypeError as e:
    print(e)
class Stop:
    def __init_subclass__(cls): raise ValueError("no " + cls.__name__)
try:
    class X(Stop): pass
except ValueError as e:
    print(e, "X" in globals())
class Mixin:
    def __init_subclass__(cls, **kw):
        print("mixin", cls.__name__)
        super().__init_subclass__(**kw)
class E(Mixin, Base, tag="e"): pass
print(E.tag, type(Base.__dict__["__init_subclass__"]).__name__)
print(object.__init_subclass__())
try:
    object.__init_subclass__(1)
except TypeError as e:
    print(e)

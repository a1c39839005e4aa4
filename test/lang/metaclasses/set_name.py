# __set_name__ of attribute values is called in namespace order with owner and name (3.3.3.6).
class D:
    def __init__(self, tag): self.tag = tag
    def __set_name__(self, owner, name): print("set_name", self.tag, owner.__name__, name)
class Base:
    def __init_subclass__(cls): print("init_subclass", cls.__name__)
shared = D("shared")
class A(Base):
    x = D("x")
    y = shared
    z = shared
    w = [D("in list is not asked")]
A.late = D("late is not asked")
class Inst: pass
i = Inst()
i.__set_name__ = lambda o, n: print("instance attribute is not used")
class B:
    i = i
class Bad:
    def __set_name__(self, owner, name): raise ValueError("bad name " + name)
try:
    class C:
        q = Bad()
except Exception as e:
    print(type(e).__name__, e, "|", repr(e.__cause__))
class Wrong:
    def __set_name__(self): pass
try:
    class E: e = Wrong()
except Exception as e:
    print(type(e).__name__, e, "|", repr(e.__cause__))
type("F", (), {"f": D("dyn")})

# __prepare__ may supply __slots__ before the body runs.
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return {"__slots__": list(kw.get("fields", ()))}
    def __new__(mcls, name, bases, ns, **kw):
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
class C(metaclass=Meta, fields=("a", "b")):
    __slots__.append("c")
c = C()
c.a, c.b, c.c = 1, 2, 3
print(C.__slots__, c.a, c.b, c.c, hasattr(c, "__dict__"))

# Protocols 0 and 1 refuse a class with __slots__ but without __getstate__.
class C:
    __slots__ = ("x",)
class Empty:
    __slots__ = ()
class WithState:
    __slots__ = ("x",)
    def __getstate__(self):
        return {"x": self.x}
for cls in (C, Empty, WithState):
    o = cls()
    if cls is not Empty:
        o.x = 1
    for proto in (0, 1):
        try:
            r = o.__reduce_ex__(proto)
            print(cls.__name__, r[0].__name__, r[1] == (cls, object, None), r[2:])
        except TypeError as e:
            print(e)

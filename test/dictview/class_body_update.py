# self.__dict__.update(locals-like) in constructors, the usual idiom.
class Record:
    def __init__(self, **kw):
        self.__dict__.update(kw)
    def __repr__(self):
        return "Record(" + ", ".join(f"{k}={v!r}" for k, v in self.__dict__.items()) + ")"
    def __eq__(self, other):
        return self.__dict__ == other.__dict__
r = Record(a=1, b=2.5, c="x")
print(r, r == Record(c="x", b=2.5, a=1), r == Record())
r.d = r.__dict__.pop("a")
print(r, r.b)
class Shared:
    state = {}
    def __init__(self):
        self.__dict__ = self.state
a, b = Shared(), Shared()
a.x = 1
print(b.x, Shared.state)

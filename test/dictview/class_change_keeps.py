# __class__ assignment between plain classes keeps the dictionary and its identity.
class A:
    def __init__(self):
        self.a, self.b = 1, 2.5
    def who(self):
        return "A", self.a
class B:
    limit = 5
    def who(self):
        return "B", self.b
x, y = A(), A()
d = x.__dict__
x.__class__ = B
y.__class__ = B
print(x.who(), x.__dict__ is d, y.__dict__, x.limit)
y.c = 3
d["c"] = 4
x.__class__ = A
print(x.who(), x.c, y.who(), y.c, list(d) == list(y.__dict__))
class S:
    __slots__ = ("a",)
for cls in (S, int, object, list):
    try:
        x.__class__ = cls
    except TypeError as e:
        print(e)
print(x.who(), x.__dict__ is d)

# A non-data descriptor may replace itself in the instance dict (3.3.2.3).
class lazy:
    def __init__(self, fn):
        self.fn = fn
    def __get__(self, obj, owner):
        if obj is None:
            return self
        print("compute", self.fn.__name__)
        v = obj.__dict__[self.fn.__name__] = self.fn(obj)
        return v
class C:
    @lazy
    def total(self): return sum(range(10))
    @lazy
    def double(self): return self.total * 2
c = C()
print(c.double, c.double, c.total, vars(c))
del c.total
print(c.total, C.total.fn.__name__)
c.total = 1
print(c.total, C().total)
def read(o): return o.total
print([read(c) for _ in range(3)], read(C()))

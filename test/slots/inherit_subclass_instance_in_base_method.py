# A method of the base that sets a slot works on instances of every layout below.
class Base:
    __slots__ = ("n",)
    def bump(self):
        self.n = getattr(self, "n", 0) + 1
        return self.n
class Plain(Base):
    pass
class More(Base):
    __slots__ = ("a", "b", "c")
class Dict(Base):
    __slots__ = ("__dict__",)
objects = [Base(), Plain(), More(), Dict(), Plain(), Base()]
for _ in range(30):
    for o in objects:
        o.bump()
print([o.n for o in objects], objects[1].__dict__, objects[3].__dict__)

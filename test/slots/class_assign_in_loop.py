# A method seen by many layouts, with the class changed between calls.
class A:
    __slots__ = ("n",)
    def step(self):
        self.n += 1
class B:
    __slots__ = ("n",)
    def step(self):
        self.n += 100
o = A()
o.n = 0
seen = []
for i in range(20):
    o.step()
    seen.append(o.n)
    o.__class__ = B if i % 3 == 0 else A
print(seen)

# copy.copy of slotted objects: set slots are copied, unset stay unset, the constructor is not run.
import copy
class C:
    __slots__ = ("x", "y", "items")
    def __init__(self):
        self.x, self.items = 1.5, [1]
        print("init")
c = C()
d = copy.copy(c)
print(type(d) is C, d.x, hasattr(d, "y"), d.items is c.items)
d.x = 2
print(c.x, d.x)
class E:
    __slots__ = ()
print(type(copy.copy(E())) is E)
class F(C):
    pass
f = F()
f.free = 3
g = copy.copy(f)
print(g.__dict__, g.x, g.__dict__ is f.__dict__)

# A slotted and a plain class combine; the result has a dictionary.
class S:
    __slots__ = ("s",)
class P:
    def __init__(self):
        self.p = 1
for bases in ((S, P), (P, S)):
    C = type("C", bases, {"__slots__": ()})
    c = C()
    c.s = 2
    c.free = 3
    print(c.__dict__, c.s, C.__base__.__name__)

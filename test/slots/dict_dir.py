# dir() shows slots, set or not, and the entries of a __dict__.
class C:
    __slots__ = ("x", "_y", "__z")

class D(C):
    def __init__(self):
        self.extra = 1

print([n for n in dir(C()) if n not in dir(object)])
print([n for n in dir(D()) if n not in dir(object)])
print([n for n in dir(C) if n not in dir(object)])

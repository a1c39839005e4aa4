# __slots__ assigned to a finished class is an ordinary attribute.
class C:
    pass

C.__slots__ = ("x",)
c = C()
c.y = 1
print(c.__dict__, C.__slots__, hasattr(C, "x"))
class D(C):
    pass
print(D.__slots__, D().__dict__)

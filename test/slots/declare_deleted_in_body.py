# A __slots__ deleted in the body leaves a plain class.
class C:
    __slots__ = ("x",)
    del __slots__
c = C()
c.anything = 1
print(c.__dict__, hasattr(C, "__slots__"), hasattr(C, "x"))

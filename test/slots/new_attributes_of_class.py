# What a slotted class shows of itself.
class C:
    "docs"
    __slots__ = ("x", "y")
print(C.__name__, C.__qualname__, C.__module__, C.__doc__, C.__bases__, C.__base__)
print(list(C.__dict__))
print(C.__flags__ & (1 << 9) != 0, C.__basicsize__ >= object.__basicsize__, C.__itemsize__)
print(repr(C), C.__subclasses__(), C.mro() == [C, object])
class P:
    pass
print(list(P.__dict__))

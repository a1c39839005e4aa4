# A metaclass with empty slots is allowed; its classes still have a dictionary.
class Meta(type):
    __slots__ = ()
    def describe(cls):
        return f"{cls.__name__}: {cls.__slots__}"
class C(metaclass=Meta):
    __slots__ = ("x",)
print(C.describe(), C.x)
C.extra = 1
print(C.__dict__["extra"], C().extra)

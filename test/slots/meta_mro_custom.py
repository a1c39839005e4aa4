# A metaclass with its own mro() over slotted classes.
class Meta(type):
    def mro(cls):
        return super().mro()[:-1] + [object]
class A(metaclass=Meta):
    __slots__ = ("a",)
class B(A):
    __slots__ = ("b",)
b = B()
b.a = b.b = 1
print([c.__name__ for c in B.__mro__], b.a + b.b)

# An uncaught layout conflict is reported at the class statement.
class A:
    __slots__ = ("a",)
class B:
    __slots__ = ("b",)
class C(A, B):
    __slots__ = ()
    def method(self):
        pass

# super() reaches slots of the parent and methods beside them.
class A:
    __slots__ = ("v",)
    def __init__(self, v):
        self.v = v
    def show(self):
        return f"A({self.v})"
class B(A):
    __slots__ = ("w",)
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def show(self):
        return f"B({self.w}, {super().show()}, {super().v})"
print(B(1, 2).show())
try:
    super(B, B(1, 2)).w
except AttributeError as e:
    print(e)
class C(B):
    __slots__ = ()
    def set(self):
        super().v = 1
try:
    C(1, 2).set()
except AttributeError as e:
    print(e)

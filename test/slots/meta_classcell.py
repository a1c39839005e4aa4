# super() and __class__ work in methods of a slotted class, also with a __class__ cell and slots in
# one namespace.
class A:
    __slots__ = ("log",)
    def __init__(self):
        self.log = [__class__.__name__]
class B(A):
    __slots__ = ("more",)
    def __init__(self):
        super().__init__()
        self.log.append(__class__.__name__)
        self.more = super().__init__.__qualname__
b = B()
print(b.log, b.more, "__classcell__" in B.__dict__)

# object() complains about extra arguments depending on which of __new__ and __init__ is overridden (3.3.1).
class Plain: pass
class OnlyInit:
    def __init__(self, a): self.a = a
class OnlyNew:
    def __new__(cls, a): return object.__new__(cls)
class NewPassing:
    def __new__(cls, a): return object.__new__(cls, a)
class InitPassing:
    def __init__(self, a): super().__init__(a)
class BothPassing:
    def __new__(cls, a): return object.__new__(cls)
    def __init__(self, a): super().__init__(a)
for c, a in ((Plain, ()), (Plain, (1,)), (OnlyInit, (1,)), (OnlyInit, ()), (OnlyNew, (1,)),
             (NewPassing, (1,)),
             (InitPassing, (1,)), (BothPassing, (1,)), (object, (1,)), (OnlyInit, (1, 2))):
    try:
        c(*a)
        print(c.__name__, "ok")
    except TypeError as e:
        print(c.__name__, e)
for bad in (lambda: object.__new__(), lambda: object.__new__(1), lambda: object.__new__(int),
            lambda: int.__new__(str), lambda: int.__new__(bool), lambda: str.__new__(object),
            lambda: Plain(x=1)):
    try:
        bad()
        print("ok")
    except TypeError as e:
        print(e)

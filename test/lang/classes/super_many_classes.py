# super() at one place called for instances of many classes, and after a class in the middle has changed.
class Base:
    def who(self):
        return ["Base"]


class Mixin:
    def who(self):
        return ["Mixin"] + super().who()


class A(Mixin, Base):
    pass


class Between(Base):
    def who(self):
        return ["Between"] + super().who()


class B(Mixin, Between):
    def __init__(self):
        self.who2 = 1


class C(B):
    def who(self):
        return ["C"] + super().who()

    @classmethod
    def make(cls):
        return super().__new__(cls)

    def __getattr__(self, name):
        return super().__getattribute__("who")


for i in range(3):
    for cls in (A, B, C):
        print(cls().who())
    if i == 0:
        del Between.who
    if i == 1:
        Between.who = lambda self: ["new"]
        Base.who = lambda self: ["newer"]
print(type(C.make()), C().nothing())
b = B()
b.__class__ = C
print(b.who())


class Inst:
    def f(self):
        return super().__init__, super().__class__


print(Inst().f()[1])

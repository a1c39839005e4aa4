# An uncaught metaclass conflict points at the class statement (3.3.3.2).
class M1(type):
    pass

class M2(type):
    pass

class A(metaclass=M1): pass
class B(metaclass=M2): pass

print("making C")

class C(
    A,
    B,
):
    x = 1

# isinstance and issubclass ask the metaclass's __instancecheck__ and __subclasscheck__ (3.3.4).
class M(type):
    def __instancecheck__(cls, inst):
        print("instancecheck", cls.__name__, inst)
        return inst == "yes"
    def __subclasscheck__(cls, sub):
        print("subclasscheck", cls.__name__, sub)
        return [] if sub is int else "truthy"
class A(metaclass=M): pass
print(isinstance("yes", A), isinstance("no", A))
a = A()
print(isinstance(a, A))
print(issubclass(int, A), issubclass(str, A))
print(isinstance("yes", (int, A)), isinstance(1, (int, A)), isinstance("no", (A, str)))
class Boom(type):
    def __instancecheck__(cls, i): raise KeyError("check")
class B(metaclass=Boom): pass
try:
    isinstance(1, B)
except KeyError as e:
    print(repr(e))
print(isinstance(B(), B))
class Inst:
    def __instancecheck__(self, o): return o == 1
print(isinstance(1, Inst()), isinstance(2, Inst()))
try:
    raise ValueError
except ValueError:
    print("except clauses do not ask it")

# Access on a class uses its metaclass's hooks and the class's descriptors with None (3.3.2).
class M(type):
    def __getattr__(cls, n): return f"{cls.__name__}:{n}"
class A(metaclass=M):
    here = 1
    def __getattr__(self, n): return "inst " + n
print(A.here, A.gone, A().gone, A.__name__)
class B(A): pass
print(B.here, B.gone, B().gone, hasattr(B, "x"), getattr(B, "y"))
B.gone = "set"
print(B.gone, A.gone)
class Dyn(type):
    def __getattribute__(cls, n):
        if n == "magic":
            return 42
        return super().__getattribute__(n)
class C(metaclass=Dyn): pass
print(C.magic, C.__name__)
try:
    C().magic
except AttributeError as e:
    print(e)
try:
    C.other
except AttributeError as e:
    print(e, e.name, e.obj is C)

# __get__ receives instance and owner, None for class access; super passes the original class (3.3.2.2).
class D:
    def __get__(self, obj, owner=None):
        return (obj if obj is None else "obj", owner.__name__ if owner else None)
class A: d = D()
class B(A):
    def up(self): return super().d
    @classmethod
    def cup(cls): return super().d
print(A().d, A.d, B().d, B.d)
print(B().up(), B.cup(), B().cup())
d = A.__dict__["d"]
print(d.__get__(A(), A), d.__get__(None, A), d.__get__(A()))
class NotOnInstance:
    def __init__(self): self.d = D()
print(type(NotOnInstance().d).__name__)
class M(type): md = D()
class C(metaclass=M): pass
print(C.md, M.md)
try:
    C().md
except AttributeError as e:
    print(e)
class E:
    def __get__(self): return 1
class F: e = E()
try:
    F().e
except TypeError as e:
    print(e)

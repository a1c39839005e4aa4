# Subscription of a class uses the metaclass's __getitem__, else __class_getitem__ (3.3.5.2).
class A:
    def __class_getitem__(cls, item): return (cls.__name__, item)
class B(A): pass
print(A[int], B[1, 2], A["x":2])
class M(type):
    def __getitem__(cls, k): return ("meta", k)
class C(A, metaclass=M): pass
print(C[0])
for f in (lambda: A()[0], lambda: object[int], lambda: int[3], lambda: type[int],
          lambda: type(A)[0]):
    try:
        print(f())
    except TypeError as e:
        print(e)
class D:
    __class_getitem__ = len
try:
    print(D["four"])
except TypeError as e:
    print(e)
class E:
    @staticmethod
    def __class_getitem__(i): return ("static", i)
print(E[5])
print(A.__class_getitem__(7), type(A.__dict__["__class_getitem__"]).__name__)
print(list[int], dict[str, list[int]], tuple[int, ...], tuple[()], list[int] == list[int])
print(list[int].__origin__, list[int].__args__, type(list[int]()).__name__)

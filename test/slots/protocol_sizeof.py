# __sizeof__ counts the slots, not what they hold; a class's own __sizeof__ is asked by getsizeof.
import sys
class A:
    __slots__ = ()
class B:
    __slots__ = tuple(f"s{i}" for i in range(40))
b = B()
n = b.__sizeof__()
print(A().__sizeof__() < n)
b.s0 = "x" * 10000
print(b.__sizeof__() == n)
class C:
    __slots__ = ()
    def __sizeof__(self):
        return 1000
print(sys.getsizeof(C()) >= 1000)

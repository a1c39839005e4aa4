# Equal names in two bases conflict as well.
class A:
    __slots__ = ("x",)
class B:
    __slots__ = ("x",)
try:
    class C(A, B):
        pass
except TypeError as e:
    print(e)
class A2(A):
    __slots__ = ("x",)
try:
    class D(A2, B):
        __slots__ = ()
except TypeError as e:
    print(e)

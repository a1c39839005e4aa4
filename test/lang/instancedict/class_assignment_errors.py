# __class__ assignment needs compatible layouts of heap types (3.2).
class A: pass
class B: pass
class S1: __slots__ = ("a", "b")
class S2: __slots__ = ("a", "b")
class S3: __slots__ = ("a", "c")
class S4: __slots__ = ("b", "a")
class L(list): pass
class M(list): pass
class I(int): pass
class NoDict: __slots__ = ()
def attempt(o, c):
    try:
        o.__class__ = c
        print("ok", type(o).__name__)
    except TypeError as e:
        print(e)
attempt(A(), B)
attempt(A(), 5)
attempt(A(), int)
attempt(5, A)
attempt(5, bool)
attempt(A(), S1)
attempt(S1(), S2)
attempt(S1(), S3)
attempt(S1(), S4)
attempt(L(), M)
attempt(L(), A)
attempt(I(), L)
attempt(A(), NoDict)
attempt(A(), object)
attempt([], L)
attempt(None, A)
try:
    del A().__class__
except TypeError as e:
    print(e)

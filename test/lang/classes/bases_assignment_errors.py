# Assignment to __bases__ checks layout, type and order (3.3.3).
class A: pass
class B: pass
class S: __slots__ = ("x",)
class C(A): pass
class I(int): pass
for value in ((), A, [A], (5,), (int,), (S,), (C,), (A, A), (object, A), (B, A), (B,)):
    try:
        C.__bases__ = value
        print("ok", [b.__name__ for b in C.__bases__])
    except TypeError as e:
        print(e)
try:
    I.__bases__ = (str,)
except TypeError as e:
    print(e)
try:
    int.__bases__ = (object,)
except TypeError as e:
    print(e)
try:
    del C.__bases__
except TypeError as e:
    print(e)
try:
    B.__bases__ = (A,)
except TypeError as e:
    print(e)

# Classes with empty slots can be exchanged, but not with object or a built-in.
class A:
    __slots__ = ()
class B:
    __slots__ = ()
class C(A):
    __slots__ = ()
a = A()
for cls in (B, C, A):
    a.__class__ = cls
    print(type(a).__name__)
for cls in (object, int, list, type):
    try:
        a.__class__ = cls
    except TypeError as e:
        print(e)
for bad in (3, None, "A", a):
    try:
        a.__class__ = bad
    except TypeError as e:
        print(e)
try:
    del a.__class__
except TypeError as e:
    print(e)

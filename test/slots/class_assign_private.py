# Mangled names are compared: two classes with a private slot of the same spelling differ.
class A:
    __slots__ = ("__p",)
class B:
    __slots__ = ("__p",)
o = A()
try:
    o.__class__ = B
    print(type(o).__name__)
except TypeError as e:
    print(e)

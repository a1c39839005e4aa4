# The same names in another order are the same layout; the values follow the names.
class A:
    __slots__ = ("a", "b", "c")
class B:
    __slots__ = ("c", "a", "b")
o = A()
o.a, o.c = 1, 3
o.__class__ = B
print(o.a, o.c, hasattr(o, "b"))
o.b = 2.25
print([getattr(o, n) for n in B.__slots__], [A.a.__objclass__ is A])
try:
    A.a.__get__(o)
except TypeError as e:
    print(e)

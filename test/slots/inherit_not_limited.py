# "The action of a __slots__ declaration is not limited to the class where it is defined.
# __slots__ declared in parents are available in child classes."
class A:
    __slots__ = ("a",)
class B(A):
    __slots__ = ("b",)
class C(B):
    __slots__ = ("c",)

c = C()
c.a, c.b, c.c = 1, 2, 3
print(c.a, c.b, c.c, C.__slots__)
print(C.a is A.a, "a" in C.__dict__)
b = B()
b.a = 1
try:
    b.c = 2
except AttributeError as e:
    print(e)
A.a.__set__(c, "via A")
print(c.a)

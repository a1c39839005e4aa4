# __slots__ may be computed in the body, by a loop, a conditional or augmented assignment.
class C:
    __slots__ = ()
    for n in "abc":
        __slots__ += (n,)
    if True:
        __slots__ += ("d",)
    del n
c = C()
c.a, c.d = 1, 4
print(c.a, c.d, C.__slots__)
class D(C):
    __slots__ = C.__slots__[:0] + ("e",)
d = D()
d.e = d.a = 5
print(d.e, d.a, hasattr(d, "__dict__"))

# Children of list and dict with slots: items and slot state side by side.
class L(list):
    __slots__ = ("x",)
class D(dict):
    __slots__ = ("x",)
class T(tuple):
    __slots__ = ()
l, d = L([1, 2]), D(a=1)
l.x = d.x = "slot"
r = l.__reduce_ex__(2)
print(r[0].__name__, r[1] == (L,), r[2], list(r[3]), r[4])
r = d.__reduce_ex__(2)
print(r[0].__name__, r[1] == (D,), r[2], r[3], list(r[4]))
r = T((1, 2)).__reduce_ex__(2)
print(r[0].__name__, r[1], r[2:])

# __reduce_ex__(2) of a slotted object: its state is a pair of the dictionary (or None) and slots.
class C:
    __slots__ = ("x", "y", "__dict__")
class D:
    __slots__ = ("x", "y")
d = D()
d.x = 1
for proto in (2, 3, 4, 5):
    f, args, state, items, pairs = d.__reduce_ex__(proto)
    print(f.__name__, args == (D,), state, items, pairs)
c = C()
print(c.__reduce_ex__(2)[2])
c.y = 2
print(c.__reduce_ex__(2)[2])
c.free = 3
print(c.__reduce_ex__(2)[2])
print(D().__reduce_ex__(2)[2])

# Slots are targets of every kind of assignment.
class C:
    __slots__ = ("a", "b", "c")
o = C()
o.a = o.b = 1
o.a += 10
o.b, o.c = o.a, o.b
print(o.a, o.b, o.c)
for o.a in range(3):
    pass
(o.b, *o.c) = "xyz"
print(o.a, o.b, o.c)
class CM:
    def __enter__(self):
        return "entered"
    def __exit__(self, *a):
        pass
with CM() as o.a:
    print(o.a)
try:
    o.c[0], o.missing = 1, 2
except AttributeError as e:
    print(e, o.c)
del (o.a, o.b), o.c
print([hasattr(o, n) for n in "abc"])

# Default equality, hash, ordering and bool of slotted instances are those of object.
class C:
    __slots__ = ("x",)
a, b = C(), C()
a.x = b.x = 1
print(a == b, a == a, a != b, hash(a) == hash(a), len({a, b, a}), bool(a))
try:
    a < b
except TypeError as e:
    print(e)
print(repr(a).startswith("<__main__.C object at 0x"), str(a) == repr(a), format(a) == str(a))
class E:
    __slots__ = ("x",)
    def __eq__(self, o):
        return self.x == o.x
try:
    hash(E())
except TypeError as e:
    print(e)

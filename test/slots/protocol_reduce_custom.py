# A class's own __reduce__ is used at every protocol.
class C:
    __slots__ = ("x",)
    def __init__(self, x):
        self.x = x
    def __reduce__(self):
        return C, (self.x,)
for proto in range(6):
    f, args = C(proto).__reduce_ex__(proto)
    print(f(*args).x, end=" ")
print()
class E(C):
    __slots__ = ()
    def __reduce_ex__(self, proto):
        return "proto %d" % proto
print(E(1).__reduce_ex__(3), E(1).__reduce__()[1])

# "Any non-string iterable may be assigned to __slots__.": an object with __iter__, one with only
# __getitem__, a range's strings by map, dict views.
class Iterable:
    def __iter__(self):
        yield "one"
        yield "two"

class Indexed:
    def __getitem__(self, i):
        return ("alpha", "beta")[i]

class A:
    __slots__ = Iterable()
class B:
    __slots__ = Indexed()
class C:
    __slots__ = map("n{}".format, range(3))
class D:
    __slots__ = {"k1": 1, "k2": 2}.keys()
class E:
    __slots__ = {"k1": "v1", "k2": "v2"}.values()
print(A.one, A.two, type(A.__slots__).__name__)
print(B.alpha, B.beta)
print(C.n0, C.n1, C.n2)
print(D.k1, D.k2)
print(E.v1, E.v2)

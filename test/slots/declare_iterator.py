# "If an iterator is used for __slots__ then a descriptor is created for each of the iterator’s
# values. However, the __slots__ attribute will be an empty iterator."
class C:
    __slots__ = iter(["a", "b"])

c = C()
c.a, c.b = 1, 2
print(c.a, c.b, C.a, C.b)
print(list(C.__slots__))
try:
    next(C.__slots__)
except StopIteration:
    print("empty")
class D:
    __slots__ = (n for n in ("g", "h"))
print(list(D.__slots__), D.g, D.h, type(D.__slots__).__name__)

# Descriptors in the namespace get __set_name__ when the slots are there already.
class Typed:
    def __set_name__(self, owner, name):
        self.slot = owner.__dict__["_" + name]
        print(name, self.slot)
    def __get__(self, obj, owner=None):
        return self if obj is None else self.slot.__get__(obj)
    def __set__(self, obj, value):
        if not isinstance(value, int):
            raise TypeError("int wanted")
        self.slot.__set__(obj, value)
class C:
    __slots__ = ("_a", "_b")
    a, b = Typed(), Typed()
c = C()
c.a, c.b = 1, 2
print(c.a, c._b)
try:
    c.a = "x"
except TypeError as e:
    print(e)

# "Multiple inheritance with multiple slotted parent classes can be used, but only one parent is
# allowed to have attributes created by slots (the other bases must have empty slot layouts)".
class A:
    __slots__ = ("a",)
class Empty1:
    __slots__ = ()
    def hello(self):
        return "hello " + self.a
class Empty2:
    __slots__ = ()
for bases in ((A, Empty1), (Empty1, A), (Empty1, A, Empty2), (Empty2, Empty1, A)):
    C = type("C", bases, {"__slots__": ("c",)})
    c = C()
    c.a, c.c = "you", 1
    print(c.hello(), c.c, C.__base__.__name__, hasattr(c, "__dict__"))

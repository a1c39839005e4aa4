# type(name, bases, namespace) obeys __slots__ and does not change the namespace it is given.
ns = {"__slots__": ("x", "y"), "total": lambda self: self.x + self.y}
C = type("C", (), ns)
print(sorted(ns))
c = C()
c.x, c.y = 1, 2
print(c.total(), hasattr(c, "__dict__"))
D = type("D", (C,), {"__slots__": "z"})
d = D()
d.x, d.y, d.z = 1, 2, 3
print(d.total(), d.z, D.__mro__ == (D, C, object))
E = type("E", (C,), {})
print(E().__dict__)

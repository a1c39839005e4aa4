# The dictionary beside slots takes every kind of key, and goes on when slots are set.
class C:
    __slots__ = ("a", "__dict__")

c = C()
c.__dict__[1] = "one"
c.__dict__["b"] = 2
c.a = 3
print(c.__dict__, c.b, c.a)
c.__dict__.update(b=20, d=4)
print(c.b, c.d, list(c.__dict__))
c.__dict__.clear()
print(c.a, hasattr(c, "b"))
for i in range(50):
    setattr(c, f"n{i}", i)
print(len(c.__dict__), c.n49, c.a)

# A __dict__ slot accepts a dictionary, refuses other things, and can be deleted.
class C:
    __slots__ = ("x", "__dict__")

c = C()
d = {"y": 1, "x": 2}
c.__dict__ = d
print(c.y, c.__dict__ is d)
try:
    c.x
except AttributeError as e:
    print(e)
c.x = "slot"
print(c.x, d)
for bad in (3, None, [("a", 1)]):
    try:
        c.__dict__ = bad
    except TypeError as e:
        print(e)
del c.__dict__
print(c.__dict__, hasattr(c, "y"), c.x)

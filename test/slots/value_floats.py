# Floats in slots: signs of zero, NaN and identity with the value just stored.
class C:
    __slots__ = ("x", "y")
c = C()
c.x, c.y = -0.0, 0.0
print(c.x, c.y, c.x == c.y)
nan = float("nan")
c.x = nan
print(c.x != c.x, c.x is nan, [c.x] == [nan])
big = 1.7976931348623157e308
c.x = big
c.y = c.x
c.x = 2.0
print(c.y == big, c.x)
copies = [C() for _ in range(10)]
for i, o in enumerate(copies):
    o.x = i / 4
    o.y = o.x
    o.x += 1
print([(o.x, o.y) for o in copies])

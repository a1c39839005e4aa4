# Deleting a slot unsets it; deleting an unset slot is an AttributeError naming the slot alone.
class C:
    __slots__ = ("x",)
c = C()
try:
    del c.x
except AttributeError as e:
    print(repr(e))
for value in (1, 1.5, 10**30, "s", None):
    c.x = value
    del c.x
    print(hasattr(c, "x"))
    try:
        c.x
    except AttributeError as e:
        print(e)
try:
    del c.x
except AttributeError as e:
    print(repr(e))
c.x = "again"
print(c.x)

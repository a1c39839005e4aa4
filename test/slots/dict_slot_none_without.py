# "Without a __dict__ variable, instances cannot be assigned new variables not listed in the
# __slots__ definition.  Attempts to assign to an unlisted variable name raises AttributeError."
class C:
    __slots__ = ("x",)

c = C()
for name in ("y", "_x", "X", "__dict__", "__weakref__", "é"):
    try:
        setattr(c, name, 1)
    except AttributeError as e:
        print(e)
    try:
        delattr(c, name)
    except AttributeError as e:
        print(e)
try:
    object.__setattr__(c, "y", 1)
except AttributeError as e:
    print(e)
c.x = 1
print(c.x)

# The error for an unlisted name: reading carries name and obj; writing has them as CPython does.
class C:
    __slots__ = ("x",)

c = C()
for action in (lambda: c.y, lambda: setattr(c, "y", 1), lambda: delattr(c, "y"), lambda: c.x,
               lambda: delattr(c, "x")):
    try:
        action()
    except AttributeError as e:
        print(e.args, e.name, e.obj is c)

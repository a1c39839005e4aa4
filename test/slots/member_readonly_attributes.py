# A member's own attributes cannot be changed.
class C:
    __slots__ = ("x",)
for name in ("__name__", "__objclass__", "__doc__", "__qualname__", "other"):
    for action in (lambda: setattr(C.x, name, 1), lambda: delattr(C.x, name)):
        try:
            action()
        except (AttributeError, TypeError) as e:
            print(name, type(e).__name__, e)

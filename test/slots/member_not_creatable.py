# The descriptor's type can neither be called nor derived from.
class C:
    __slots__ = ("x",)
M = type(C.x)
for action in (lambda: M(), lambda: M("x", C), lambda: type("S", (M,), {})):
    try:
        action()
    except TypeError as e:
        print(e)
print(M.__mro__ == (M, object), M.__name__)

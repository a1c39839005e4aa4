# An exception raised while __slots__ is iterated leaves the class statement.
def names():
    yield "a"
    raise LookupError("no more")

try:
    class C:
        __slots__ = names()
except LookupError as e:
    print(repr(e))
try:
    print(C)
except NameError as e:
    print(e)

# Slots above two built-ins, or a built-in and a slotted class, conflict.
class S:
    __slots__ = ("s",)
for bases in ((int, str), (S, int), (dict, S), (S, Exception), (list, dict)):
    try:
        type("C", bases, {})
    except TypeError as e:
        print(e)
class E:
    __slots__ = ()
class OK(E, int):
    __slots__ = ()
print(OK(5) + 1, hasattr(OK(1), "__dict__"))

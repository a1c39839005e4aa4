# operator.attrgetter, getattr with default and hasattr see slots.
from operator import attrgetter
class C:
    __slots__ = ("x", "next")
a, b = C(), C()
a.next, b.x = b, 5
print(attrgetter("next.x")(a), getattr(a, "x", "default"), getattr(a, "x", None))
try:
    attrgetter("next.next")(a)
except AttributeError as e:
    print(e)
print(sorted([b], key=attrgetter("x")) == [b], hasattr(a, "x"), hasattr(b, "x"))

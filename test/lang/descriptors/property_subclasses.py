# Properties of a subclass of property: their functions get the object, however they are asked for.
import operator


class Own(property):
    "own"


class Wide(property):
    def __get__(self, obj, type=None):
        return self if obj is None else ("wide", super().__get__(obj, type))


class Holder:
    def __init__(self):
        self._x = 1

    @Own
    def x(self, more=2):
        "the x"
        return type(self).__name__, self._x, more

    @x.setter
    def x(self, value):
        self._x = value

    @x.deleter
    def x(self):
        self._x = None

    @Wide
    def y(self):
        return self._x

    @Own
    def fails(self):
        return self.missing

    @Own
    def builds(self):
        yield self._x
        yield self.x

    native = Own(operator.attrgetter("_x"))


h = Holder()
for i in range(3):
    h.x = i * 10
    print(h.x, getattr(h, "x"), h.y, h.native, list(h.builds), operator.attrgetter("x")(h))
    print(type(h).x.__get__(h), Holder.x is Holder.__dict__["x"], Holder.x.__doc__, hasattr(h, "fails"))
    print([o.x for o in (h, h)], list(map(operator.attrgetter("y", "x"), [h])), getattr(h, "fails", "none"))
    try:
        h.fails
    except AttributeError as e:
        print(e)
del h.x
print(h.x)

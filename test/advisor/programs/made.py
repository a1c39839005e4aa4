"""Class decorators, registries, __init_subclass__, classes made in functions and by type(), mixins."""
import functools


def register(registry):
    def deco(cls):
        registry[cls.__name__] = cls
        return cls
    return deco


def with_repr(cls):
    def __repr__(self):
        return f"<{type(self).__name__} {self.key}>"
    cls.__repr__ = __repr__
    return cls


SHAPES = {}


class Plugin:
    plugins = []

    def __init_subclass__(cls, /, order=0, **kw):
        super().__init_subclass__(**kw)
        Plugin.plugins.append((order, cls.__name__))


class Loud(Plugin, order=2):
    def __init__(self, text):
        self.text = text


class Quiet(Plugin, order=1):
    def __init__(self, text):
        self.text = text
        self.level = 1


@register(SHAPES)
@with_repr
class Keyed:
    def __init__(self, key): self.key = key


@functools.total_ordering
class Version:
    def __init__(self, major, minor=0):
        self.major = major
        self.minor = minor

    def __eq__(self, o):
        return (self.major, self.minor) == (o.major, o.minor)

    def __lt__(self, o):
        return (self.major, self.minor) < (o.major, o.minor)

    def __hash__(self):
        return hash((self.major, self.minor))


class JsonMixin:
    def to_json(self):
        return {n: getattr(self, n) for n in self.names}


class LogMixin(object):
    """Only a docstring."""


class Person(JsonMixin, LogMixin):
    names = ("first", "last")

    def __init__(self, first, last):
        self.first = first
        self.last = last


def make_class(name):
    class Local:
        def __init__(self, value):
            self.value = value
            self.name = name

        def both(self):
            return self.name, self.value
    Local.__name__ = name
    return Local


class Singleton(type):
    _all = {}

    def __call__(cls, *a):
        key = (cls, a)
        if key not in Singleton._all:
            Singleton._all[key] = super().__call__(*a)
        return Singleton._all[key]


class Symbol(metaclass=Singleton):
    def __init__(self, name):
        self.name = name


Made = type("Made", (), {"__init__": lambda self, v: setattr(self, "v", v)})


def main():
    louds = [Loud(str(i)) for i in range(500)]
    quiets = [Quiet(str(i)) for i in range(500)]
    keyed = [Keyed(i) for i in range(600)]
    versions = sorted([Version(i % 7, i % 11) for i in range(700)])
    people = [Person("f%d" % i, "l") for i in range(800)]
    A, B = make_class("A"), make_class("B")
    locals_ = [A(i) for i in range(400)] + [B(i) for i in range(400)]
    symbols = [Symbol("s%d" % (i % 400)) for i in range(1000)]
    made = [Made(i) for i in range(400)]
    print(Plugin.plugins, keyed[3], versions[0].major, versions[-1].minor, len(set(versions)))
    print(people[2].to_json(), locals_[0].both(), locals_[-1].both(), made[3].v)
    print(len({id(s) for s in symbols}), louds[1].text, quiets[2].level, sorted(SHAPES))


main()

# Getters, setters, descriptors and __getattr__ that are Python functions, at sites that see many classes.
class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else obj.__dict__.get(self.name, owner.__name__)

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value


def make(i):
    class C:
        field = Field()
        plain = i

        def __init__(self):
            for k in range(i % 4):
                setattr(self, "pad%d" % k, k)
            self.own = i

        @property
        def half(self):
            if i == 3:
                raise AttributeError("no half")
            return self.own / 2

        @half.setter
        def half(self, value):
            self.own = value * 2
            return "dropped"

        def __getattr__(self, name):
            if name == "nothing":
                raise AttributeError("none")
            return name, i

    return C


classes = [make(i) for i in range(20)]


def use(c):
    o = c()
    o.half = 5
    o.own += 1
    first = o.half, o.field, o.plain, o.missing
    o.field = o.own
    try:
        o.nothing
    except AttributeError as e:
        error = str(e), e.name, e.obj is o
    return *first, o.field, error, c.field.name


for c in classes:
    print(use(c))
for c in classes[:5]:
    print(use(c))


class NoHook:
    @property
    def p(self):
        raise AttributeError("inner")

    def __setattr__(self, name, value):
        object.__setattr__(self, name, (name, value))


n = NoHook()
n.x = 1
print(n.x)
for i in range(3):
    try:
        n.p
    except AttributeError as e:
        print(e, e.name, e.obj is n)
    if i == 1:
        NoHook.__getattr__ = lambda self, name: "late " + name
print(n.p)


def swap(cls):
    cls.half = property(lambda self: "changed", lambda self, v: print("set", v))


c = classes[0]
o = c()
for i in range(3):
    print(o.half, end=" ")
    o.half = i
    if i == 1:
        swap(c)
print(o.half)
o.half = 9

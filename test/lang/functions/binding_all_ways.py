# Keywords, defaults, stars and keyword-only parameters in every mixture, errors included.
def f(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


def g(a, b=2, *, k=1, m=4):
    return a, b, k, m


def h(*args, x=0, **kw):
    return args, x, kw


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


key = "".join(["d", "yn"])
sub = type("S", (str,), {})("k")
d = {"d": 1, "a": 2, key: 3}
for call in (
    lambda: f(1, d=4),
    lambda: f(1, 2, 3, 4, 5, d=6, e=7, g=8),
    lambda: f(1, c=9, d=0, a=7, b=8),
    lambda: f(1),
    lambda: f(d=1),
    lambda: f(1, 2, 3, c=4, d=5),
    lambda: f(*[1, 2], **d),
    lambda: g(1),
    lambda: g(1, m=2),
    lambda: g(b=1, a=2, m=3, k=4),
    lambda: g(1, a=2),
    lambda: g(1, 2, 3),
    lambda: g(1, z=2),
    lambda: g(**{"a": 1, "".join("k"): 5}),
    lambda: g(1, **{sub: 6}),
    lambda: g(1, **{1: 6}),
    lambda: g(**d),
    lambda: h(),
    lambda: h(1, 2, y=3),
    lambda: h(*range(70), x=1),
    lambda: h(**d),
    lambda: h(1, **d, z=4),
    lambda: h(**{}),
    lambda: h(**3),
):
    attempt(call)
g.__kwdefaults__ = {"m": 40}
attempt(lambda: g(1))
attempt(lambda: g(1, k=7))
g.__kwdefaults__ = None
attempt(lambda: g(1, k=7))
g.__defaults__ = (8, 9)
attempt(lambda: g(k=7, m=1))


class Keys(dict):
    def keys(self):
        return ["x", "other"]

    def __getitem__(self, k):
        return k * 2


attempt(lambda: h(**Keys()))
passed = {"x": 1, "w": 2}
print(h(**passed)[2] is passed, passed)


class Self:
    def __init__(self, **kw):
        self.a, self.x = 1, 2

    def give(self):
        return h(**self.__dict__)


print(Self(q=1).give())

# Functions called by way of a module or of an attribute of the instance get no self; they may be
# exchanged, deleted and shadowed at any time. Descriptors written in C answer at once.
import math
import types
from collections import namedtuple


class Box:
    def __init__(self, f):
        self.f = f


def twice(x):
    return x * 2


def call(box, x):
    try:
        return box.f(x)
    except AttributeError as e:
        return str(e)


box = Box(twice)
print([call(box, i) for i in range(3)])
box.f = str
print([call(box, i) for i in range(3)])
box.f = None
try:
    call(box, 1)
except TypeError as e:
    print(e)
del box.f
print(call(box, 1))
Box.f = lambda self, x: (type(self).__name__, x)
print([call(box, i) for i in range(3)])
box.f = abs
print([call(box, -i) for i in range(3)])
Box.f = property(lambda self: hex)
print([call(box, i) for i in range(3)])

one, two = types.ModuleType('one'), types.ModuleType('two')
one.f, two.f = twice, str
print([call(m, 5) for m in (one, one, two, one, two, two)])
one.g = 1
one.f = float
print(call(one, 5), call(two, 5))
del one.f
print(call(one, 5), call(two, 5))
one.__getattr__ = lambda name: lambda x: (name, x)
print(call(one, 5))
for i in range(3):
    print(math.floor(2.5), math.pi, end=' ')
    if i == 1:
        kept, math.floor = math.floor, lambda x: 'mine'
math.floor = kept
print(math.floor(1.5))

P = namedtuple('P', 'x y')


class Q(P):
    pass


def read(p):
    try:
        return p.x, p.__class__.__name__
    except (AttributeError, IndexError, TypeError) as e:
        return type(e).__name__, str(e)


class Plain:
    x = 7


print([read(p) for p in (P(1, 2), P(3, 4), Q(5, 6), Plain(), P(7, 8))])
P.x = property(lambda self: 'property')
print([read(p) for p in (P(1, 2), Q(5, 6))])
del P.x
print(read(P(1, 2)))


class Odd:
    x = P.y


print(read(Odd()))


class Asked:
    x = P.y

    def __getattr__(self, name):
        return 'asked for ' + name


try:
    print(Asked().x)
except TypeError as e:
    print(e)
plain = Plain()
for cls in (Plain, type('Other', (Plain,), {}), Plain):
    plain.__class__ = cls
    print(read(plain))

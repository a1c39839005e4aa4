# Which subclasses of list, set, frozenset and tuple take keyword arguments; counts and places past 48 bits; copies.
import sys
from collections import OrderedDict

for base in (list, set, frozenset, tuple):
    class Plain(base): pass
    class WithInit(base):
        def __init__(self, items, extra=None):
            if base in (list, set):
                super().__init__(items)
            self.extra = extra
    class WithNew(base):
        def __new__(cls, items, extra=None):
            self = super().__new__(cls, items)
            self.extra = extra
            return self
    for cls in (base, Plain, WithInit, WithNew):
        try:
            v = cls([1, 2], extra=3)
            print(base.__name__, cls.__name__, sorted(v), v.extra)
        except TypeError as e:
            print(base.__name__, cls.__name__, 'TypeError')

print('a b a'.split('a', sys.maxsize), b'xyx'.replace(b'x', b'', sys.maxsize), 'xyx'.rsplit('y', -sys.maxsize - 1))
print(len(range(sys.maxsize)), len(range(-1, sys.maxsize - 1)))
try:
    'a'.split('b', sys.maxsize + 1)
except OverflowError as e:
    print(e)

it = iter(range(10, 100, 7))
next(it), next(it)
print(it.__reduce__(), it.__length_hint__())
it.__setstate__(4)
print(next(it), it.__reduce__())
it.__setstate__(-5)
print(next(it))
it.__setstate__(5000)
print(list(it), it.__length_hint__())

class Logged(OrderedDict):
    def __getitem__(self, key):
        print('get', key)
        return super().__getitem__(key)
    def __missing__(self, key):
        return 'missing'
d = Logged(a=1, b=2)
print(d.pop('a'), d.pop('a', 3), list(d))
try:
    d.pop('a')
except KeyError as e:
    print(repr(e))

class Key:
    asked = 0
    def __hash__(self): return 42
    def __eq__(self, other):
        Key.asked += 1
        return self is other
d = {Key(): 1}
d.setdefault(Key(), 2)
print(Key.asked, len(d))

# A view keeps its hash when it is released, and its slice lives on when its bounds release it.
m = memoryview(b'abc')
h = hash(m)
m.release()
print(hash(m) == h == hash(b'abc'))
class Bound:
    def __index__(self):
        m.release()
        return 2
m = memoryview(bytearray(b'abcd'))
print(bytes(m[:Bound()]))
m = memoryview(bytearray(b'abcd'))
try:
    m[:Bound()] = b'xy'
except ValueError as e:
    print(e)
class Number:
    def __float__(self): return 2.5
m = memoryview(bytearray(8)).cast('d')
m[0] = Number()
print(m[0])
try:
    m[0] = 'x'
except TypeError as e:
    print(e)
print(bytearray.maketrans.__reduce__()[1], hasattr(dict.__dict__['fromkeys'], '__get__'))
try:
    dict.__dict__['fromkeys'].__reduce__()
except TypeError as e:
    print(e)

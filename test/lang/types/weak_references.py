"""weakref.ref: calling, comparing, hashing, callbacks, subclasses."""
import _weakref
import gc


class C:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __hash__(self):
        return hash(self.n)


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


a, b = C(1), C(1)
r, s = _weakref.ref(a), _weakref.ref(b)
print(r() is a, r is _weakref.ref(a), r == s, r != s, hash(r) == hash(a), r == 3)
held = _weakref.ref(a, id), _weakref.ref(a, len)
print(held[0] is r, _weakref.getweakrefcount(a), len(_weakref.getweakrefs(a)))
print(repr(r).split(' at ')[0], r.__callback__, held[1].__callback__)
attempt(_weakref.ref, 5)
attempt(_weakref.ref)
attempt(r, 1)
attempt(lambda: r < 3)
attempt(setattr, r, 'x', 1)
attempt(setattr, r, '__callback__', 1)
seen = []
u = _weakref.ref(b, lambda ref: seen.append(('first', ref is u, ref())))
v = _weakref.ref(b, lambda ref: seen.append(('second', ref() is None)))
h = hash(s)
del b
gc.collect()
print([x[:2] for x in seen], s(), hash(s) == h, repr(s).endswith('; dead>'), s == s, s == r, u == v)
unhashed = _weakref.ref(C(3))
gc.collect()
attempt(hash, unhashed)


class R(_weakref.ref):
    __slots__ = 'key', '__weakref__'

    def __new__(cls, o, callback=None, key=0):
        return super().__new__(cls, o, callback)

    def __init__(self, o, callback=None, key=0):
        super().__init__(o, callback)
        self.key = key

    def __call__(self):
        return self.key, super().__call__()


k = R(a, key=5)
print(k() == (5, a), k is R(a), k == r, k.key, isinstance(k, _weakref.ref))
print(_weakref.ref[C], _weakref.ReferenceType is _weakref.ref)
bad = _weakref.ref(a, lambda ref: 1 / 0)
import sys
sys.unraisablehook = lambda u: print(u.exc_type.__name__, type(u.object).__name__)
del a
gc.collect()
print(k()[1], r())

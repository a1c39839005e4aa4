"""weakref.proxy forwards every operation, and says so when what it stood for is gone."""
import _weakref
import gc
import operator as op


class N:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'N({self.v})'


def method(name, result):
    def f(self, *args):
        return result(name, *args)
    setattr(N, name, f)


binary = ('add sub mul matmul truediv floordiv mod divmod lshift rshift and or xor').split()
for b in binary:
    method(f'__{b}__', lambda name, *a: (name,) + a)
    method(f'__r{b}__', lambda name, *a: (name,) + a)
method('__pow__', lambda name, *a: (name,) + a)
method('__rpow__', lambda name, *a: (name,) + a)
for u in 'neg pos abs invert'.split():
    method(f'__{u}__', lambda name: name)
method('__int__', lambda name: 7)
method('__float__', lambda name: 7.5)
method('__index__', lambda name: 3)
method('__len__', lambda name: 4)
method('__bool__', lambda name: False)
method('__contains__', lambda name, x: x == 1)
method('__getitem__', lambda name, k: (name, k))
method('__setitem__', lambda name, k, v: print(name, k, v))
method('__delitem__', lambda name, k: print(name, k))
method('__call__', lambda name, *a: (name,) + a)
method('__iter__', lambda name: iter('xy'))
method('__next__', lambda name: name)
method('__str__', lambda name: 'as str')
method('__bytes__', lambda name: b'as bytes')
method('__eq__', lambda name, o: name)
method('__lt__', lambda name, o: name)
method('__ge__', lambda name, o: name)

n = N(1)
p = _weakref.proxy(n)
print(type(p).__name__)
for b in binary:
    f = divmod if b == 'divmod' else getattr(op, b + '_' if b in ('and', 'or') else b)
    print(f(p, 2), f(2, p))
print(p ** 2, 2 ** p, pow(p, 2, 3))
print(-p, +p, abs(p), ~p, int(p), float(p), op.index(p), len(p), bool(p))
print(1 in p, 2 in p, p[5], p[1:2])
p[1] = 2
del p[3]
print(p(4, 5), list(p), next(p), str(p))
print(p == 3, p < 3, p >= 3)
p.v = 'set'
print(p.v, n.v, hasattr(p, 'w'), p.__class__, isinstance(p, N))
del p.v
print(vars(n))


class I:
    def __init__(self):
        self.x = []


for name in ('iadd', 'isub', 'imul', 'imatmul', 'itruediv', 'ifloordiv', 'imod', 'ilshift', 'irshift',
             'iand', 'ior', 'ixor', 'ipow'):
    def make(name):
        def f(self, o):
            self.x.append((name, o))
            return self
        return f
    setattr(I, f'__{name}__', make(name))
i = I()
q = _weakref.proxy(i)
q += 1
print(q is i, q.x)
for name in ('isub', 'imul', 'imatmul', 'itruediv', 'ifloordiv', 'imod', 'ilshift', 'irshift', 'iand',
             'ior', 'ixor', 'ipow'):
    q = _weakref.proxy(i)
    getattr(op, name)(q, 2)
print(i.x)
print(_weakref.getweakrefcount(i), repr(_weakref.proxy(i)).split(' at ')[0])


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


def plain():
    pass


c = _weakref.proxy(plain)
print(type(c).__name__, c(), callable(c), callable(p))
attempt(hash, p)
attempt(_weakref.proxy, 5)
attempt(lambda: c + 1)
attempt(lambda: c[0])
attempt(len, c)
attempt(iter, c)
attempt(next, c)
del n
gc.collect()
for f in (str, len, bool, iter, int, abs, lambda x: x + 1, lambda x: x.v, lambda x: x[0], lambda x: x(),
          lambda x: setattr(x, 'a', 1), lambda x: 1 in x, lambda x: x == 1):
    attempt(f, p)

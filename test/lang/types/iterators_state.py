"""Built-in iterators: length hints, pickling by __reduce__, __setstate__, exhaustion, refusals."""


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class Seq:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * 10


def tour(it, state=None):
    print(type(it).__name__, iter(it) is it, hasattr(it, '__length_hint__') and it.__length_hint__())
    next(it, None)
    hint = it.__length_hint__() if hasattr(it, '__length_hint__') else None
    red = it.__reduce__()
    print(hint, red[0].__name__, red[1:])
    if state is not None:
        it.__setstate__(state)
    print(list(it), list(it), it.__reduce__()[0].__name__, it.__reduce__()[1:],
          it.__length_hint__() if hasattr(it, '__length_hint__') else None)


for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter('abc'), lambda: iter(b'abc'),
             lambda: iter(bytearray(b'abc')), 
             lambda: reversed([1, 2, 3]), lambda: iter('h\xe9\u20ac')):
    tour(make())
    tour(make(), 1)
    tour(make(), -5)
    tour(make(), 100)
tour(iter({1: 2}))
tour(iter({1: 2}.items()))
tour(iter({1: 2}.values()))
tour(reversed({1: 2, 3: 4}))
tour(iter({7}))
print(list(reversed(Seq(3))), list(iter(Seq(2))))
r = reversed(Seq(4))
print(next(r), r.__length_hint__(), r.__reduce__()[0].__name__, r.__reduce__()[2])
r.__setstate__(1)
print(list(r), r.__reduce__()[1], r.__length_hint__())
s = iter(Seq(3))
print(next(s), s.__reduce__()[2], s.__length_hint__())
s.__setstate__(2)
print(list(s), s.__reduce__()[1])
c = iter([1, 2, 3, 4].pop, 2)
print(type(c).__name__, next(c), c.__reduce__()[0].__name__, list(c), list(c), c.__reduce__()[1:])
e = enumerate('abc', 5)
print(next(e), e.__reduce__()[0].__name__, e.__reduce__()[1][1], list(e), enumerate[int])
e = enumerate([1, 2], 10**20)
print(next(e), list(e), e.__reduce__()[1][1])
z = zip([1, 2, 3], 'ab')
print(next(z), z.__reduce__()[0].__name__, list(z))
z = zip([1, 2], 'ab', strict=True)
print(z.__reduce__()[2], list(z))
z.__setstate__(0)
attempt(list, zip('ab', 'c', strict=True))
attempt(list, zip('a', 'bc', strict=True))
attempt(list, zip('a', 'b', 'cd', strict=True))
m = map(lambda a, b: (a, b), 'xyz', [1, 2])
print(next(m), m.__reduce__()[0].__name__, list(m))
f = filter(None, [0, 1, '', 'a'])
print(next(f), f.__reduce__()[0].__name__, f.__reduce__()[1][0], list(f))
for bad in (lambda: iter(5), lambda: iter(5, 6), lambda: iter(len), lambda: next([]), lambda: next(iter([])),
            lambda: reversed({1}), lambda: reversed(5), lambda: enumerate(5), lambda: enumerate(), lambda: zip(1),
            lambda: map(1), lambda: map(len), lambda: filter(1), lambda: filter(1, 2), lambda: next(),
            lambda: enumerate([], 'x'),
            lambda: type(iter([]))(), lambda: iter([]) < 3):
    attempt(bad)
l = [1, 2, 3]
it = iter(l)
next(it)
l.clear()
print(list(it))
l.extend([4, 5, 6])
print(list(it), it.__reduce__()[1])
d = {1: 1, 2: 2}
it = iter(d)
next(it)
d[3] = 3
attempt(next, it)
attempt(next, it)
it = iter(d.items())
del d[1]
attempt(next, it)
a = {1, 2}
it = iter(a)
a.add(3)
attempt(next, it)
print(list(enumerate(iterable='ab', start=1)), next(iter([]), 'default'), max(iter([]), default='none'))


class Fails:
    def __iter__(self):
        return 5


class Raises:
    def __getitem__(self, i):
        if i == 2:
            raise KeyError(i)
        return i

    def __len__(self):
        raise ValueError('no length')


attempt(iter, Fails())
attempt(list, Raises())
attempt(list, iter(Raises()))
attempt(reversed, Raises())
attempt(lambda: iter(Raises()).__length_hint__())

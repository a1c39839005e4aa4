# __next__, __iter__, __contains__ and items of classes of the library and below them, also when a
# program puts other methods there.
import collections
import itertools


class Count(itertools.count):
    pass


def take(it, n=3):
    return [x for x, _ in zip(it, range(n))]


print(take(Count(5)), take(itertools.cycle('ab')), [x for x in itertools.islice(Count(), 2)])
Count.__next__ = lambda self: 'mine'
print(take(Count(5)))
del Count.__next__
print(take(Count(5)))


class Thief:
    __next__ = itertools.count.__next__
    __iter__ = lambda self: self
    __contains__ = collections.deque.__contains__
    __getitem__ = collections.deque.__getitem__
    __hash__ = tuple.__hash__


for f in (lambda: next(Thief()), lambda: [x for x in Thief()], lambda: 1 in Thief(),
          lambda: Thief()[0], lambda: hash(Thief())):
    try:
        print(f())
    except TypeError as e:
        print(type(e).__name__, 'Thief' in str(e))


class Words(collections.Counter):
    pass


w = Words('abca')
w['z'] += 2
print(sorted(w.items()), 'a' in w, 'q' in w, w['q'])
Words.__missing__ = lambda self, key: key * 2
print(w['q'])
Words.__getitem__ = lambda self, key: 'got ' + key
print(w['a'])
del Words.__getitem__
print(w['a'])
d = collections.deque([1, 2, 3], 5)
d[1] = 9
print(d[1], 9 in d, [x for x in d], d[-1])
try:
    d[7]
except IndexError as e:
    print(e)


class Key:
    pass


k = Key()
table = {k: 1}
print(table[k])
Key.__hash__ = lambda self: 5
print(hash(k))
Key.__hash__ = None
try:
    hash(k)
except TypeError as e:
    print(e)

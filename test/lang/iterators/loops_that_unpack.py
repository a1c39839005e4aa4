# Loops over enumerate, zip and items() that take the tuples apart give what the tuples hold, end and
# fail as their iterators do.
import itertools

print([(i, x) for i, x in enumerate('ab', 1 << 60)], [a + b for a, b in zip([1, 2], [0.5, 1.5])])
for whole in zip('ab', 'cd'):
    first, second = whole
    print(whole, first, second)
for a, b, c in zip(range(3), 'xyz', [None, True, 2.5]):
    print(a, b, c)


def attempt(what, f):
    try:
        f()
    except Exception as e:
        print(what, type(e).__name__, e)


def wrong_number(pairs):
    for a, b, c in pairs:
        print(a, b, c)


attempt('enumerate', lambda: wrong_number(enumerate('ab')))
attempt('zip', lambda: wrong_number(zip('ab', 'cd')))
attempt('items', lambda: wrong_number({1: 2}.items()))


def uneven():
    for a, b in zip([1, 2], [1], strict=True):
        print('strict', a, b)


def changed():
    d = dict.fromkeys('abc', 1)
    for k, v in d.items():
        print(k, v)
        d[k + k] = v


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        raise LookupError('next')


def broken():
    for i, x in enumerate(Broken()):
        print(i, x)


def broken_second():
    for i, x in zip('ab', Broken()):
        print(i, x)


for f in uneven, changed, broken, broken_second:
    attempt(f.__name__, f)

used = iter('abc')
for a, b in zip(used, [1]):
    print(a, b)
print(list(used))


class Twice(enumerate):
    def __next__(self):
        i, x = super().__next__()
        return i * 2, x + x


print([(i, x) for i, x in Twice('abc')])
for (a, b), (c, d) in zip([(1, 2)], ['xy']):
    print(a, b, c, d)
for a, a in zip('ab', 'cd'):
    print(a)
for a, b in zip(b'ab', itertools.chain('x', 'yz')):
    print(a, b)
for a, (b, *c) in enumerate(['abc', 'd']):
    print(a, b, c)

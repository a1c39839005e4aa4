# Attributes of instances that were made before their class knew of them: read, written, deleted,
# widened and shadowed at one place in the code.
class Bunch:
    pass


def fill(b, names, values):
    for name, value in zip(names, values):
        setattr(b, name, value)
    return b


def read(b):
    try:
        return b.p, b.q, b.r, b.s, b.t
    except AttributeError as e:
        return str(e)


def write(b, v):
    b.p = v
    b.r = v
    b.t = v
    return read(b)


one = fill(Bunch(), 'pqrst', range(5))
two = fill(Bunch(), 'pqrst', 'abcde')
other = fill(Bunch(), 'tsrqp', range(5))
print([read(b) for b in (one, one, two, one, other, one)])
for v in (1, 'x', 2.5, 2**40, None, -1, (1, 2), 0.5, 7):
    print(write(one, v), write(other, v))
del one.r
print(read(one))
one.r = 'again'
print(read(one), list(vars(one)))
del one.p, one.q, one.s, one.t
print(read(one), vars(one))
Bunch.t = property(lambda self: 'property', lambda self, v: None)
print(write(two, 3), vars(two))
del Bunch.t
print(write(two, 4))
two.__dict__['p'] = 'by dict'
print(read(two))
two.__dict__ = dict(p=1, q=2, r=3, s=4, t=5)
print(read(two), write(two, 'w'))
kept = [fill(Bunch(), ['p', 'q', 'r', 's', 't'] + ['x%d' % j for j in range(i)], [[i, j] for j in range(40)])
        for i in range(30)]
for b in kept:
    write(b, [b.p])
print(kept[3].t, kept[29].x28, read(kept[29]), sum(len(vars(b)) for b in kept))

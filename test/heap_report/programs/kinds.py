"""Instances that are more than a cell: a subclass of list, of dict, one with more attributes than it has places for, one
whose attributes are in a dict, shared values, and a class that makes classes."""


class Stack(list):
    pass


class Table(dict):
    __slots__ = ('name',)


class Wide:
    pass


class Odd:
    pass


class Owner:
    __slots__ = ('mine', 'ours')


stacks = [Stack(range(100)) for _ in range(10)]
tables = [Table({i: None}) for i in range(20)]
for i, t in enumerate(tables):
    t.name = 'one name'
wides = [Wide() for _ in range(5)]
for w in wides:
    for k in range(60):
        setattr(w, f'field{k}', k / 4 if k % 2 else k)
odds = [Odd() for _ in range(7)]
for o in odds:
    o.a = 1
    o.__dict__[3] = 'a key that is no name'
shared = ['x' * 1000 + str(i) for i in range(10)]
owners = []
for i in range(30):
    o = Owner()
    o.mine = 'm' * 500 + str(i)
    o.ours = shared[i % 10]
    owners.append(o)


def local(n):
    class Local:
        __slots__ = 'n'

        def __init__(self):
            self.n = n
    return Local()


locals_ = [local(i) for i in range(12)]
print(len(stacks), len(tables), len(wides), len(odds), len(owners), len(locals_))

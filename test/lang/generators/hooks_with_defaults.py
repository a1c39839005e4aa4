# Properties and hooks whose functions have defaults, used where the registers lie apart: in generators,
# coroutines and functions with very many locals.
def made(name):
    def get(self, name=name, *rest, real='_' + name, **more):
        return getattr(self, real), name, rest, more

    def put(self, value, real='_' + name):
        self.__dict__[real] = value

    def drop(self, real='_' + name):
        del self.__dict__[real]

    return property(get, put, drop)


class Thing:
    first, second = made('first'), made('second')

    def __init__(self, n):
        self._first, self._second = n, -n

    def __getattr__(self, name, tail='!'):
        if name.startswith('_'):
            raise AttributeError(name)
        return name + tail

    def __getitem__(self, key, scale=10):
        return key * scale

    def __add__(self, other, extra=1000):
        return other + extra

    def __call__(self, *args, end='.', **kwargs):
        return args, kwargs, end

    def __len__(self, plus=1):
        return 6 + plus

    def __iter__(self, start=1):
        return iter((start, 2))

    def __contains__(self, item, wanted=3):
        return item == wanted


def body(thing, i):
    thing.first = i
    got = [thing.first, thing.second, thing.other, thing[i], thing + i, thing(i, k=i), len(thing)]
    got += thing
    got.append((3 in thing, 4 in thing))
    return got


def generator(things):
    for i, thing in enumerate(things):
        thing.first = i
        local = [thing.first, thing.second, thing.other, thing[i], thing + i]
        yield local, thing(i, k=i), len(thing), list(thing), 3 in thing, 4 in thing
        del thing.first
        yield 'left', sorted(vars(thing))


async def coroutine(things):
    total = []
    for i, thing in enumerate(things):
        thing.second = i
        total.append((thing.first, thing.second, thing.any, thing[i], thing + i, len(thing)))
    return total


def run(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


things = [Thing(n) for n in range(12)]
for out in generator(things):
    print(out)
for out in run(coroutine([Thing(n) for n in range(12)])):
    print(out)
many = ['def many(thing, i):']
many += [f'    v{n} = i + {n}' for n in range(300)]
many += ['    thing.first = v299', '    return thing.first, thing.second, thing.x, thing[v1], thing + v2, v0 + v299']
names = {}
exec('\n'.join(many), names)
for i in range(8):
    print(names['many'](Thing(i), i), body(Thing(i), i))

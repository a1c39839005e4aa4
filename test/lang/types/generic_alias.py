"""types.GenericAlias: what list[int] is, shows, compares, forwards and refuses."""
from types import GenericAlias
import copy
import pickle


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


a = list[int]
print(a, repr(dict[str, list[int]]), tuple[()], tuple[int, ...], type(a))
print(a.__origin__, a.__args__, a.__parameters__, a.__unpacked__)
print(a == list[int], a != list[str], a == list, hash(a) == hash(list[int]), a == 5)
print(a([1, 2]), a().append([]), isinstance([], list), a.__class__, a.__doc__ == list.__doc__)
attempt(isinstance, [], a)
attempt(issubclass, list, a)
attempt(lambda: a[int])
attempt(lambda: list[int][str])
attempt(lambda: a.nothing)
attempt(setattr, a, '__origin__', 3)
attempt(delattr, a, 'x')
attempt(GenericAlias)
attempt(GenericAlias, list)
print(GenericAlias(list, int), GenericAlias(list, (int, str)), GenericAlias(3, 4), GenericAlias(list, None))
print(list[int].append is list.append, list[int].__name__, list[int].__mro_entries__((list[int],)))


class L(list[int]):
    pass


print(L.__bases__, L.__orig_bases__, L([3]))
attempt(type, 'M', (list[int],), {})
print(list[int] | None, int | list[str], type(list[int] | str))
print([*list[int]], next(iter(tuple[int])))
star, = tuple[int, str]
print(star, star.__unpacked__, star == tuple[int, str], repr(star))
print(tuple[star], tuple[star].__args__)
print(copy.copy(a) == a, copy.deepcopy(a) == a, pickle.loads(pickle.dumps(a)) == a)
print(a.__reduce__())
print(sorted(set(dir(a)) - set(dir(list))))


class T:
    """A stand-in for a type variable: what has __typing_subst__ is a parameter."""
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return '~' + self.name

    def __typing_subst__(self, arg):
        return arg


t, u = T('t'), T('u')
d = dict[t, list[u]]
print(d, d.__parameters__)
print(d[int, str], d[t, int].__parameters__, d[int, u][bytes])
attempt(lambda: d[int])
attempt(lambda: d[int, str, float])
print(list[t][int], list[dict[t, t]][str], list[T][int] if list[T].__parameters__ else 'none')
print(list[[1, 2]], list['x', 3.5, Ellipsis, print])
print(list[int].__getitem__, type[int], frozenset[str], set[bytes])
print(hash(dict[int, str]) == hash(dict[int, str]), len({list[int], list[int], list[str]}))
for bad in (list, dict, 3):
    attempt(lambda: hash(GenericAlias(list, ([],))))
    break
print(list[int].__dict__ is list.__dict__, list[int].__module__, list[int].__qualname__)

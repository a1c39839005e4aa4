# Keys of ** arguments: one given twice is named before one that is no string (6.3.4).
def f(*args, **names):
    return args, names


class Mapping:
    def __init__(self, *keys): self.names = keys
    def keys(self): return self.names
    def __getitem__(self, key): return key * 2


for source in ["f(**{1: 3}, **{1: 5})", "f(**{1: 3})", "f(a=1, **{'a': 2})", "f(**{'a': 1}, **{'a': 2})",
               "f(**{1: 3}, **{2: 4})", "f(**{'a': 3}, **{2: 4})", "f(**{2: 3}, a=1)", "f(a=1, **{2: 3}, **{2: 1})",
               "f(**{2.5: 3}, **{2.5: 1})", "dict(**{1: 2}, **{1: 3})", "f(**Mapping('a', 'a'))",
               "f(**{'a': 1}, **Mapping('a'))", "f(**Mapping(1), **Mapping(1))", "f(**Mapping('x', 'y'), z=1)",
               "f(*[1], **{'a': 2}, **{(): 3}, **{'a': 4})", "f(**{None: 1}, **{'b': 2})", "f.__call__(**{1: 2}, **{1: 2})"]:
    try:
        print(eval(source))
    except TypeError as error:
        print(source, error)

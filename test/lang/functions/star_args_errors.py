# A value after * must be iterable and one after ** a mapping; the text names the function (6.3.4).
def func(*a, **k):
    return a, k

class C:
    def meth(self, **k):
        return k

for call in (lambda: func(*5), lambda: func(1, *None), lambda: func(**[1]), lambda: func(**5),
             lambda: C().meth(**None), lambda: func(**{1: 2}), lambda: func(a=1, **{"a": 2}),
             lambda: func(**{"b": 1}, **{"b": 2}), lambda: print(*3), lambda: len(**{"a b": 1}),
             lambda: (lambda **k: k)(**7), lambda: [].append(*4)):
    try:
        print(call())
    except TypeError as e:
        print(e)

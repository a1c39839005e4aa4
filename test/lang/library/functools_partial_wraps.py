# partial freezes arguments; wraps copies metadata; reduce folds (library, functools).
from functools import partial, wraps, reduce, partialmethod, update_wrapper
def f(a, b=2, *c, k=0, **kw): return a, b, c, k, kw
p = partial(f, 1, k=5)
print(p(), p(3, 4, k=6, z=7), p.func is f, p.args, p.keywords, partial(p, 9, q=1)(),
      partial(partial(f, 1), 2).args)
for g in (lambda: partial(), lambda: partial(5), lambda: partial(f)(), lambda: partial(f, a=1)(2)):
    try:
        g()
    except TypeError as e:
        print(e)
def deco(fn):
    @wraps(fn)
    def w(*a):
        "wrapper doc"
        return ("wrapped", fn(*a))
    return w
@deco
def named(x: int):
    "named doc"
    return x
print(named(1), named.__name__, named.__doc__, named.__wrapped__(2), named.__annotations__,
      named.__qualname__)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7),
      reduce(max, [3, 1, 4]), reduce(lambda a, b: [a, b], "abc"))
for g in (lambda: reduce(max, []), lambda: reduce(max, 5)):
    try:
        g()
    except TypeError as e:
        print(e)
class C:
    def m(self, a, b): return a, b
    n = partialmethod(m, 1)
    k = partialmethod(m, b=5)
print(C().n(2), C().k(3), partial(int, base=2)("101"), list(map(partial(pow, 2), range(4))))
p.attr = 1; print(p.attr, vars(p), repr(partial(int, "5", base=10)))

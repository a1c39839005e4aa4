# return in a generator ends it and its value travels in StopIteration.value (6.2.9, PEP 380).
def g(v):
    yield 1
    return v

for v in (None, 5, (), (1, 2), StopIteration(3), [1]):
    it = g(v)
    next(it)
    try:
        next(it)
    except StopIteration as e:
        print(repr(e.value), e.args)
def empty():
    return "no yields reached"
    yield
try:
    next(empty())
except StopIteration as e:
    print(e.value)
print(list(g("dropped")), next(empty(), "default"))
def deleg():
    r = yield from g((7,))
    print("got", r)
    s = yield from g(None)
    print("got", s)
print(list(deleg()))

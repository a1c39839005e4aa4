# A StopIteration that escapes a generator body turns into RuntimeError with it as cause (PEP 479).
def f():
    yield 1
    next(iter(()))
    yield 2
def g():
    raise StopIteration("explicit")
    yield
def h():
    try:
        yield
    except ValueError:
        raise StopIteration
for it in (f(), g()):
    try:
        print(list(it))
    except RuntimeError as e:
        print(e, repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
it = h()
next(it)
try:
    it.throw(ValueError)
except RuntimeError as e:
    print(e)
def k():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "handled"
print(list(k()))
try:
    list(map(lambda x: next(iter(())), [1]))
    print("map ends quietly")
except RuntimeError as e:
    print(e)

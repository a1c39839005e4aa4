# An exception raised in a generator while its caller handles another gets it as __context__ (6.2.9.1).
def g():
    yield 1
    raise KeyError("from gen")
it = g()
next(it)
try:
    try:
        raise ValueError("caller")
    except ValueError:
        next(it)
except KeyError as e:
    print(repr(e), repr(e.__context__))
def h():
    try:
        yield
    except ValueError as e:
        raise TypeError("in handler")
it = h()
next(it)
try:
    it.throw(ValueError("thrown"))
except TypeError as e:
    print(repr(e), repr(e.__context__), e.__cause__)
def p():
    try:
        yield
    except ValueError as e:
        raise TypeError("chained") from e
it = p()
next(it)
try:
    it.throw(ValueError("thrown"))
except TypeError as e:
    print(repr(e.__cause__), e.__suppress_context__)

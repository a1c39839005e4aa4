# An exception handled in a generator does not leak into its caller, nor the caller's into it on resume (8.4).
import sys
def g():
    print("start", sys.exc_info()[0])
    try:
        raise KeyError("in gen")
    except KeyError:
        print("gen sees", sys.exc_info()[0].__name__)
        yield 1
        print("gen again", sys.exc_info()[0].__name__)
    print("after", sys.exc_info()[0])
    yield 2

it = g()
next(it)
print("caller", sys.exc_info()[0])
try:
    raise ValueError("in caller")
except ValueError:
    next(it)
    print("caller sees", sys.exc_info()[0].__name__)
def reraiser():
    try:
        yield
    except KeyError:
        try:
            raise
        finally:
            print("reraise", sys.exc_info()[0].__name__)
it = reraiser()
next(it)
try:
    it.throw(KeyError("k"))
except KeyError as e:
    print("out", e, e.__context__)

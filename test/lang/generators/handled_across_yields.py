# What a generator handles is its own across suspensions, also when its resumer handles the same exception.
import sys, traceback
def g():
    try:
        yield 0
    except ValueError:
        yield type(sys.exc_info()[1])
        print(type(sys.exc_info()[1]))
        raise
def resume():
    it = g()
    next(it)
    try:
        raise ValueError("same")
    except ValueError as e:
        print(it.throw(e))
        try:
            next(it)
        except ValueError as again:
            print(again is e, again.__context__)
    it = g()
    next(it)
    try:
        raise ValueError("same")
    except ValueError as e:
        it.throw(e)
    print(sys.exc_info()[1])
    try:
        next(it)
    except ValueError as e:
        print("later", e, e.__context__)
resume()

# the thrower's exception is no context of what is thrown
def plain():
    yield
def thrown():
    it = plain()
    next(it)
    new = KeyError("new")
    try:
        try:
            raise ValueError("old")
        except ValueError:
            it.throw(new)
    except KeyError as e:
        print(repr(e.__context__))
    try:
        raise ValueError("old")
    except ValueError:
        try:
            it.throw(TypeError("closed"))
        except TypeError as e:
            print(repr(e.__context__))
thrown()

# delegators are seen while an exception goes through them
def inner():
    try:
        yield [f.name for f in traceback.extract_stack()][-3:]
    except KeyError:
        yield [f.name for f in traceback.extract_stack()][-3:]
    raise ValueError
def middle():
    r = yield from inner()
    return r
def outer():
    yield from middle()
it = outer()
print(next(it), it.throw(KeyError), it.gi_yieldfrom.__name__)
try:
    it.throw(IndexError)
except IndexError as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)])
print(it.gi_yieldfrom)

# a delegate that is done is forgotten
def two():
    yield from iter([1])
    yield 2
it = two()
print(next(it), it.gi_yieldfrom is not None, next(it), it.gi_yieldfrom)
try:
    it.throw(OSError("x"))
except OSError as e:
    print(e)

f = lambda: (yield 1)
it = f()
next(it)
try:
    it.send("sent")
except StopIteration as e:
    print(e.value)

class Closer:
    def __await__(self):
        return self
    def __iter__(self):
        return self
    def __next__(self):
        return "waits"
    def throw(self, *args):
        print("thrown", args)
        raise StopIteration
async def agen():
    try:
        await Closer()
        yield 1
    finally:
        print("end")
a = agen()
s = a.asend(None)
print(s.send(None))
try:
    s.throw(KeyError("k"))
except StopIteration as e:
    print("value", e.value)
for call in (lambda: s.send(None), lambda: a.aclose().send(None), lambda: a.aclose().send(None)):
    try:
        print(call())
    except (StopIteration, RuntimeError) as e:
        print(repr(e))
sys.set_coroutine_origin_tracking_depth(1)
async def c(): pass
x = c()
print(len(x.cr_origin), x.cr_origin[0][1:])
sys.set_coroutine_origin_tracking_depth(0)
x.close()

"""Asynchronous generators driven by hand: asend, athrow, aclose, their awaitables, hooks, misuse."""
import gc
import sys

sys.unraisablehook = lambda u: print("  unraisable", type(u.exc_value).__name__, u.err_msg)


class Wait:
    def __await__(self):
        return (yield 'wait')


def drive(awaitable, *sends):
    """Runs an awaitable to its end and says what it did."""
    it = awaitable.__await__() if hasattr(awaitable, '__await__') else awaitable
    sends = list(sends)
    try:
        value = it.send(None)
        while True:
            print('  yields', value)
            s = sends.pop(0) if sends else None
            value = it.throw(s) if isinstance(s, BaseException) else it.send(s)
    except StopIteration as e:
        print('  returns', e.value)
    except StopAsyncIteration as e:
        print('  StopAsyncIteration', e.args)
    except BaseException as e:
        print(' ', type(e).__name__, e)


async def gen(n):
    try:
        for i in range(n):
            got = yield i
            print('  got', got, await Wait())
    except ValueError as e:
        yield ('caught', str(e))
    finally:
        print('  finally', await Wait())


g = gen(3)
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_frame is not None, g.ag_code.co_name)
print(g.__aiter__() is g, type(g.__anext__()).__name__, type(g.aclose()).__name__, type(g.athrow(ValueError)).__name__)
drive(g.__anext__())
drive(g.asend('hello'), 'answer')
drive(g.athrow(ValueError('bad')))
drive(g.aclose())
drive(g.__anext__())
drive(g.aclose())
drive(g.athrow(KeyError('late')))
print(g.ag_frame, g.ag_running)
g = gen(1)
drive(g.asend(5))
g = gen(1)
drive(g.athrow(KeyError, KeyError('first')))
drive(g.__anext__())
g = gen(2)
drive(g.aclose())
drive(g.__anext__())
g = gen(2)
drive(g.__anext__())
drive(g.asend(None), ValueError('into the wait'))
drive(g.__anext__())
g = gen(2)
drive(g.__anext__())
a = g.__anext__()
print(a.send(None))
b = g.__anext__()
drive(b)
drive(g.aclose())
drive(a)
drive(a)
s = g.asend(1)
s.close()
drive(s)
t = g.athrow(ValueError)
t.close()
drive(t)
print(iter(s) is s, iter(t) is t, s.__await__() is s)


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
drive(g.__anext__())
drive(g.aclose())
del g
gc.collect()


async def stops():
    yield 1
    raise StopAsyncIteration('own')


async def stops_too():
    yield 1
    raise StopIteration('own')


for f in (stops, stops_too):
    g = f()
    drive(g.__anext__())
    drive(g.__anext__())


async def collect(n):
    out = [x async for x in gen(n)]
    return out, {x: 1 async for x in gen(1)}, [y for y in [z async for z in gen(1)]]


drive(collect(2))


async def early():
    async for x in gen(5):
        if x == 1:
            break
    return await anext(gen(2)), await anext(gen(0), 'default')


print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=lambda g: print('  first', g.__name__), finalizer=lambda g: print('  final', g.__name__))
g = gen(1)
drive(g.__anext__())
del g
gc.collect()
sys.set_asyncgen_hooks(None, None)


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


g = gen(1)
attempt(lambda: g.asend())
attempt(lambda: iter(g))
attempt(lambda: next(g))
attempt(lambda: [x for x in g])
attempt(lambda: setattr(g, 'ag_frame', 1))
attempt(lambda: setattr(g, '__name__', 3))
g.__name__ = 'renamed'
print(g.__name__, repr(g).startswith('<async_generator object gen at'))
attempt(lambda: sys.set_asyncgen_hooks(5))
attempt(lambda: sys.set_asyncgen_hooks(finalizer=5))
attempt(lambda: anext(5))
attempt(lambda: aiter(5))
print(aiter(g) is g, type(anext(g, 1)).__name__)
sys.unraisablehook = lambda u: None  # what is left dies when it wants

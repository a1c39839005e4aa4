# _asyncio: futures and tasks, their states, callbacks and errors.
import asyncio, _asyncio, contextvars, gc, inspect

print(asyncio.Future is _asyncio.Future, asyncio.Task is _asyncio.Task, asyncio.Task.__mro__[1])
def show(call):
    try:
        print(call())
    except BaseException as e:
        print(type(e).__name__, e)

loop = asyncio.new_event_loop()
f = loop.create_future()
print(f, f._state, f._callbacks, f._result, f._exception, f._loop is loop, f.done(), f.cancelled())
show(f.result)
show(f.exception)
show(lambda: f.set_exception(5))
show(lambda: f.set_exception(StopIteration))
show(lambda: setattr(f, "_log_traceback", True))
show(lambda: asyncio.Future.__new__(asyncio.Future).done())
show(lambda: asyncio.Future.__new__(asyncio.Future).result())
show(lambda: asyncio.Future.__new__(asyncio.Future).cancel())
show(lambda: asyncio.Task(5, loop=loop))
show(lambda: asyncio.Future(5))
def cb(fut): print("called with", fut)
def cb2(fut): print("second")
f.add_done_callback(cb)
f.add_done_callback(cb2)
f.add_done_callback(cb)
print(len(f._callbacks), f.remove_done_callback(cb), len(f._callbacks), f.remove_done_callback(cb))
f.add_done_callback(cb, context=contextvars.copy_context())
f.set_result([1])
show(lambda: f.set_result(2))
print(f, f._callbacks, f.result())
loop.call_soon(loop.stop)
loop.run_forever()
f = loop.create_future()
print(f.cancel("why"), f.cancel(), f, f._cancel_message, repr(f._make_cancelled_error()))
show(f.result)
f = loop.create_future()
f.set_exception(ValueError)
print(f, f._log_traceback, repr(f.exception()), f._log_traceback)
it = iter(loop.create_future())
print(type(it).__name__, next(it)._asyncio_future_blocking)
show(lambda: next(it))
show(lambda: it.throw(KeyError, "k"))
show(lambda: next(it))

async def wait(*futs):
    return [await f for f in futs]
var = contextvars.ContextVar("var", default="unset")
async def coro():
    var.set("inside")
    t = asyncio.current_task()
    print(t.get_name(), t.get_coro().__name__, t in asyncio.all_tasks(), _asyncio._current_tasks[loop] is t)
    show(lambda: _asyncio._enter_task(loop, t))
    await asyncio.sleep(0)
    return var.get()
t = loop.create_task(coro(), name="first")
print(str(t)[:40], t._must_cancel, t._fut_waiter, inspect.iscoroutine(t._coro), t._log_destroy_pending)
print(loop.run_until_complete(t), var.get(), t.done(), t.result())
show(lambda: t.set_result(1))
show(lambda: t.set_exception(ValueError()))

async def bad(v):
    class Yield:
        def __await__(self):
            yield v
    try:
        await Yield()
    except RuntimeError as e:
        print(str(e).partition(" at 0x")[0])
loop.run_until_complete(bad(5))
loop.run_until_complete(bad(x for x in ()))

async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("no", e.args, asyncio.current_task().cancelling())
            asyncio.current_task().uncancel()
    return "done"
async def master():
    t = asyncio.create_task(stubborn())
    for i in range(3):
        await asyncio.sleep(0)
        t.cancel(i)
    print(await t, t.cancelled())
    async def failing():
        try:
            raise ValueError("inner")
        except ValueError:
            await asyncio.sleep(0)
            raise
    try:
        await asyncio.create_task(failing())
    except ValueError as e:
        print("caught", e, e.__context__)
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(asyncio.sleep(0, n)) for n in range(3)]
    print([t.result() for t in ts])
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError as e:
        print(repr(e), type(e.__cause__).__name__)
loop.run_until_complete(master())

seen = []
loop.set_exception_handler(lambda loop, ctx: seen.append((ctx["message"], sorted(ctx))))
def drop():
    f = loop.create_future()
    f.set_exception(ValueError("lost"))
    t = loop.create_task(asyncio.sleep(5))
drop()
loop.call_soon(loop.stop)
loop.run_forever()
loop._ready.clear()
loop._scheduled.clear()
gc.collect()
print(sorted(seen))
show(asyncio.get_running_loop)
print(_asyncio._get_running_loop())
loop.close()

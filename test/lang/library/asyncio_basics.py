# asyncio.run drives coroutines, tasks, gather, timeouts, queues and cancellation (library, asyncio).
import asyncio
log = []
async def work(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return name * n
async def fail():
    await asyncio.sleep(0)
    raise ValueError("failed")
async def main():
    print(await asyncio.gather(work("a", 2), work("b", 3)), log)
    t = asyncio.create_task(work("c", 1)); print(await t, t.done(), t.result())
    print(await asyncio.gather(work("d", 1), fail(), return_exceptions=True))
    try:
        await asyncio.gather(fail(), work("e", 1))
    except ValueError as e:
        print("caught", e)
    t = asyncio.create_task(asyncio.sleep(100)); await asyncio.sleep(0); t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())
    try:
        await asyncio.wait_for(asyncio.sleep(100), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    q = asyncio.Queue()
    async def producer():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def consumer():
        out = []
        while (x := await q.get()) is not None: out.append(x)
        return out
    print((await asyncio.gather(producer(), consumer()))[1])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail()); tg.create_task(work("g", 5))
    except* ValueError as eg:
        print("group", [str(e) for e in eg.exceptions])
    ev, lock = asyncio.Event(), asyncio.Lock()
    async def waiter():
        await ev.wait()
        async with lock: return "woke"
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); print(await w)
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: log.append("cb"))
    f.set_result(5)
    print(await f)
    await asyncio.sleep(0)
    print(log[-1])
    return "main done"
print(asyncio.run(main()))
try:
    asyncio.run(5)
except ValueError as e:
    print(e)

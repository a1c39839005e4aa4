# async for/with on wrong objects name the missing method (8.9).
async def f1():
    async for x in [1]: pass
async def f2():
    async with 5: pass
async def f3():
    with ACM(): pass
async def f4():
    for x in AG(): pass
async def f5():
    await 5
async def f6():
    async for x in BadAnext(): pass
async def f7():
    async for x in NoAnext(): pass
async def AG():
    yield 1
class ACM:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
class BadAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5
class NoAnext:
    def __aiter__(self): return 5
class BadAwait:
    def __await__(self): return 5
async def f8():
    await BadAwait()
for f in (f1, f2, f3, f4, f5, f6, f7, f8):
    try:
        f().send(None)
    except (TypeError, AttributeError) as e:
        print(f.__name__, type(e).__name__, e)

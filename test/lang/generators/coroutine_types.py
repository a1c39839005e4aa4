# Coroutines and async generators have their own types, attributes and refusals (3.2, PEP 492, PEP 525).
async def co():
    return 1
async def ag():
    yield 1
c, a = co(), ag()
print(type(c).__name__, type(a).__name__, c.cr_await, c.cr_running, a.ag_running, a.ag_await)
for bad in (lambda: iter(c), lambda: next(c), lambda: iter(a), lambda: list(a), lambda: [*c]):
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    c.send(5)
except TypeError as e:
    print(e)
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
n = a.__anext__()
try:
    n.send(None)
except StopIteration as e:
    print("item", e.value)
try:
    a.__anext__().send(None)
except StopAsyncIteration as e:
    print("async end", e.args)
print(a.__aiter__() is a)
try:
    a.aclose().send(None)
except StopIteration as e:
    print("aclose", e.value)

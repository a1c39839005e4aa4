# A coroutine function returns a coroutine that send() drives; close() avoids warnings (8.9.1).
class Pause:
    def __await__(self):
        got = yield "paused"
        return got

async def child(x):
    v = await Pause()
    return x + v

async def main():
    a = await child(1)
    b = await child(10)
    return a * b

c = main()
print(type(c).__name__, c.send(None), c.send(5))
try:
    c.send(7)
except StopIteration as e:
    print("done", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
d = child(1)
try:
    for _ in d:
        pass
except TypeError as e:
    print(e)
d.close()
async def bad():
    await 5
b = bad()
try:
    b.send(None)
except TypeError as e:
    print(e)

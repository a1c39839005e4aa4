# async for and async with drive their methods through await; a hand loop runs them (8.9).
class Step:
    def __init__(self, tag): self.tag = tag
    def __await__(self):
        return (yield self.tag)
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        await Step(f"next{self.n}")
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n
class ACM:
    async def __aenter__(self):
        await Step("enter")
        return "cm"
    async def __aexit__(self, t, v, tb):
        await Step(f"exit {t and t.__name__}")
        return True
async def main():
    async with ACM() as x:
        async for i in AIter(2):
            print("item", i, x)
        else:
            print("else")
        raise KeyError
    return [y async for y in AIter(2) if y], {z: 1 async for z in AIter(1)}
c = main()
try:
    while True:
        print("step", c.send(None))
except StopIteration as e:
    print(e.value)

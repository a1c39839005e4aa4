# Generators that delegate to generators.
# ends: done
# prints: caught
# prints: caught
def g(n):
    if n: yield from g(n - 1)
    yield n
try: list(g(10 ** 6))
except RecursionError: print('caught')
async def c(n): return await c(n + 1)
try: c(0).send(None)
except RecursionError: print('caught')

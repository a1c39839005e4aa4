# An exception in any part of a comprehension ends it; iterators are left where they stopped (6.2.4).
it = iter(range(10))
try:
    [1 // (3 - x) for x in it]
except ZeroDivisionError as e:
    print(e, list(it))

def gen():
    try:
        yield from range(5)
    finally:
        print("gen closed")
g = gen()
try:
    {x: [].append(x) or 1 / (2 - x) for x in g}
except ZeroDivisionError:
    print("caught")
print(next(g))
g.close()
def bad(x):
    if x == 2:
        raise StopIteration(x)
    return x
try:
    print([bad(x) for x in range(4)])
except StopIteration as e:
    print("list comp passes it", e.value)
try:
    print(list(bad(x) for x in range(4)))
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
try:
    [a for a, b in [(1, 2), (3,)]]
except ValueError as e:
    print(e)

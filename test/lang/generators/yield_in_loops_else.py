# for-else and while-else work around suspension; break in the consumer leaves the generator paused (8.3).
def g():
    n = 0
    while n < 3:
        yield n
        n += 1
    else:
        yield "while-else"
    for i in "ab":
        if (yield i):
            break
    else:
        yield "for-else"
print(list(g()))
it = g()
for v in it:
    print(v)
    if v == 1:
        break
print("rest", list(it))
it = g()
[next(it) for _ in range(5)]
print(next(it), next(it))
def consume():
    it = g()
    for x in it:
        for y in it:
            yield x, y
            break
print(list(consume()))

# A yield expression can stand in any expression and evaluation resumes in order (6.2.9).
def g():
    x = [(yield 1), (yield 2), {"k": (yield 3)}]
    print(x)
    y = (yield 4) + (yield 5) * (yield 6)
    print(y)
    print((yield), (yield 7), sep=(yield 8))
    z = (yield 9) if (yield 10) else (yield 11)
    print(z)
    print(f"{(yield 12)}-{(yield 13)!r}")
    d = {(yield 14): (yield 15)}
    d[(yield 16)] = yield 17
    print(d)
    assert (yield 18), (yield 19)

it = g()
print(next(it))
try:
    for v in (1, 2, 3, 10, 20, 30, "a", "b", "/", True, "z", "f", "r", "key", "val", "v2", "k2",
              False, "msg"):
        print("<-", it.send(v))
    print(it.send("late"))
except AssertionError as e:
    print("assert", e)

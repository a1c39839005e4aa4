# All locals, block stack and loop iterators survive suspension (6.2.9).
def g(n):
    acc = []
    for i in range(n):
        for j in "ab":
            try:
                with_ = (i, j)
                k = yield with_
                acc.append(k)
                if k == "skip":
                    continue
                if k == "stop":
                    break
            finally:
                acc.append("f")
        else:
            acc.append("else")
    return acc

it = g(3)
print(next(it))
try:
    for cmd in ("x", "skip", "stop", "y", "z"):
        print(cmd, it.send(cmd))
    it.send("last")
except StopIteration as e:
    print(e.value)
its = [g(2) for _ in range(3)]
print([next(i) for i in its], [i.send(n) for n, i in enumerate(its)])

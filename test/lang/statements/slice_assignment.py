# Slice assignment replaces ranges of any length; extended slices need equal length (5.2, 6.3.3).
l = list(range(6))
l[1:3] = "abc"
print(l)
l[2:2] = [10, 11]
l[:0] = (0.5,)
l[len(l):] = {99}
l[-2:-1] = []
print(l)
l[:] = range(4)
l[::2] = "xy"
print(l)
l[::-1] = [1, 2, 3, 4]
print(l)
l[5:9] = [7]
l[3:1] = ["at 3"]
print(l)
l[1:4] = l
print(l)
l = [1, 2, 3]
l[1:2] = l[:1] = "z"
print(l)
del l[1:]
l[-100:100] = iter("qr")
print(l)
for src in ("l[::2] = 'abc'", "l[0:1] = 5", "l['a':] = []", "l[1.0:2] = []", "l[::0] = []",
            "l[::-1] = 'a'", "del l[::0]", "l[None:None:None] = 'ok'", "l[:1, 2] = 1",
            "l[::2] = 5", "(1, 2)[0:1] = [3]", "'abc'[0:1] = 'x'", "l[10 ** 30:] = 'e'",
            "l[::10 ** 30] = 'f'", "del l[-10 ** 30:1]"):
    try:
        exec(src); print(src, l)
    except (TypeError, ValueError) as e:
        print(src, "->", type(e).__name__, e)

# for evaluates its iterable once; mutating a list while iterating follows the index (8.3).
l = [1, 2, 3, 4]
for x in l:
    if x == 2: l.remove(x)
print(l)
l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x * 10)
print(l)
l = [1, 2, 3]
for x in l:
    l = "rebinding does not matter"
    print(x, end=" ")
print()
l = list(range(5))
it = iter(l)
next(it); l.clear(); l.append("a")
print(list(it), list(it))
d = {1: "a", 2: "b"}
for k in d: d[k] = d[k] * 2
print(d)
s = {1, 2, 3}
for bad, act in ((d, lambda: d.update({9: 9})), (d, lambda: d.pop(1)), (s, lambda: s.add(100)),
                 (s, lambda: s.discard(1))):
    try:
        for x in bad: act()
    except RuntimeError as e:
        print(e)
def make():
    print("made", end=" ")
    return [1, 2]
for x in make(): print(x, end=" ")
print()
for x in range(3):
    print(x, end=" ")
    x = 100
print(x)
for i in 1, 2, *"ab", *[]: print(i, end=",")
print()
for i, in ([1], [2]): print(i, end=";")
for (i, j), k in [((1, 2), 3)]: print(i, j, k)
for _ in (x for x in "xy"): pass
try:
    for x in 5: pass
except TypeError as e:
    print(e)

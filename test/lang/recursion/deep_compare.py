# Comparing deep structures raises RecursionError (6.10.1).
def nest(kind, n):
    x = kind()
    for _ in range(n): x = kind([x])
    return x
for kind in (list, tuple):
    a, b = nest(kind, 30000), nest(kind, 30000)
    for f in (lambda: a == b, lambda: a < b, lambda: a != b, lambda: [a] == [b], lambda: a in [b],
              lambda: [b].index(a), lambda: {0: a} == {0: b}):
        try:
            f(); print("no error", end=" ")
        except RecursionError as e:
            print("R", end=" ")
    print(a == a)
    while a: a, b = a[0], b[0]
print(nest(list, 50) == nest(list, 50), nest(tuple, 50) < nest(tuple, 51),
      hash(nest(tuple, 50)) == hash(nest(tuple, 50)))
x, y = [], []
x.append(y); y.append(x)
for f in (lambda: x == y, lambda: x < y, lambda: {1: x} == {1: y}):
    try:
        f(); print("no error")
    except RecursionError as e:
        print(str(e)[:32])
print(x == x, y in x, [x] == [x], x != x)
fs = frozenset()
for _ in range(100): fs = frozenset([fs])
print(hash(fs) == hash(fs), fs == frozenset(fs))

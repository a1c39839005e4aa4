# A key that is taken out and put in again while a dict is iterated is noticed at the end (library, dict views).
def walk(start, view):
    d = dict.fromkeys(range(start))
    seen = []
    try:
        for item in view(d):
            seen.append(item)
            if len(seen) == 1:
                del d[0]
                d[0] = None
    except RuntimeError as error:
        return str(error), seen
    return seen


for view in iter, dict.keys, dict.values, dict.items, reversed:
    print(view.__name__, [walk(n, view) for n in (2, 3, 7)])


d = {n: n for n in range(8)}
try:
    for key, value in d.items():
        d.pop(key)
except RuntimeError as error:
    print(error, d)

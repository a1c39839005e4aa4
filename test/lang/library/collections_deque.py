# deque: both ends, rotation, maxlen, mutation during iteration (library, collections).
from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft("xy")
print(d)
d.rotate(1)
print(d)
d.rotate(-2)
print(d, d.count("x"), 2 in d)
e = deque(range(6))
e.rotate(100)
print(e, e.index(3), e.remove(4), e, e.reverse(), e, e.insert(1, "i"), e, deque("ab") + deque("c"),
      deque("ab") * 2, deque("ab") == deque("ab"), deque([1]) < deque([2]), deque("abc", 2),
      e.copy() == e)
e[2] = "set"
del e[0]
print(e)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1]).remove(2),
          lambda: deque([1])[5], lambda: deque([1]).index(3), lambda: deque(5),
          lambda: deque([], -1), lambda: deque([], "a"), lambda: hash(deque()),
          lambda: deque([1, 2])[0:1], lambda: deque([1], 1).insert(0, 5),
          lambda: deque([1]).rotate("x"), lambda: deque() + [], lambda: setattr(d, "maxlen", 5)):
    try:
        print(f())
    except (IndexError, ValueError, TypeError, AttributeError) as x:
        print(type(x).__name__, x)
try:
    for x in e: e.append(x)
except RuntimeError as x:
    print(x)
r = deque()
r.append(r)
print(r)
big = deque(range(1000))
[big.rotate(7) or big.popleft() for _ in range(900)]
print(len(big), list(big)[:3], list(reversed(big))[:2])

# Dicts whose entries go: from the front, the middle and the end, with keys that share places.
from _random import Random

rng = Random(7)


def model_check(keys, rounds):
    d, order = {}, []
    for step in range(rounds):
        k = keys[int(rng.random() * len(keys))]
        action = rng.random()
        if action < 0.5:
            if k not in d:
                order.append(k)
            d[k] = step
        elif action < 0.8:
            if k in d:
                del d[k]
                order.remove(k)
            else:
                assert d.pop(k, None) is None
        elif action < 0.9 and d:
            last, _ = d.popitem()
            assert last == order.pop()
        elif d:
            first = next(iter(d))
            assert first == order.pop(0)
            d.pop(first)
        assert len(d) == len(order)
        if step % 97 == 0:
            assert list(d) == order and all(x in d for x in order)
    assert list(d) == order
    return len(d)


for name, keys in [
    ("ints", list(range(300))),
    ("strides", [i * 4096 for i in range(300)]),
    ("high", [i << 40 for i in range(300)]),
    ("negative", [-i * 65536 for i in range(300)]),
    ("floats", [i / 1024 for i in range(300)]),
    ("mixed", [x for i in range(75) for x in (i, str(i), (i, i), i + 0.5)]),
    ("few", list("abcdefg")),
]:
    print(name, model_check(keys, 6000))

queue = {}
for n in range(50000):
    queue[n] = n
    if n >= 100:
        assert queue.pop(n - 100) == n - 100
print(len(queue), next(iter(queue)), list(queue)[-1])

big = {i * 7: i for i in range(60000)}
for i in range(0, 60000, 2):
    del big[i * 7]
for i in range(59999, 30000, -2):
    assert big.popitem() == (i * 7, i)
print(len(big), sum(big.values()), big.get(7), big.get(14), list(big)[-1])
big.update((i, 1.5) for i in range(100))
big.update({(i,): None for i in range(100)})
print(len(big), sum(1 for v in big.values() if v is None))


class Sly:
    # Equal to an int, and takes the int out of the dict while it is compared.
    def __init__(self, d, n):
        self.d, self.n = d, n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        self.d.pop(self.n, None)
        return True


d = {n: n for n in range(20)}
print(d.get(Sly(d, 5)), 5 in d, len(d))

# The order of a set through additions, removals and copies is that of its table.
from _random import Random

rng = Random(3)


def run(keys, rounds):
    s, out = set(), []
    for step in range(rounds):
        k = keys[int(rng.random() * len(keys))]
        if rng.random() < 0.55:
            s.add(k)
        else:
            s.discard(k)
        if step % 500 == 0:
            out.append(hash(tuple(s)))
            t = set(s)
            t |= {keys[0], keys[-1]}
            out.append(hash(tuple(t - s)) ^ hash(tuple(s & t)) ^ hash(tuple(s ^ set(keys[:9]))))
    return len(s), hash(tuple(out))


print(run(list(range(50)), 4000))
print(run([i * 1024 for i in range(700)], 6000))
print(run([i << 33 for i in range(700)], 6000))
print(run([(i, i % 3) for i in range(400)], 4000))
print(run([i / 8 for i in range(400)], 4000))
print(run([x for i in range(200) for x in (i, (i,), i + 0.25, bool(i))], 5000))
large = set(range(0, 300000, 3))
large.update(range(0, 100000, 7))
print(len(large), hash(tuple(large)) , hash(tuple(large | {1.5, (2,)})))
mixed = {1, True, 1.0, 0, False, 2**40, 2.0, 2}
print(mixed, {True} == {1}, 1.0 in mixed, 2**40 in mixed, (1,) in mixed)


class Sly:
    def __init__(self, s):
        self.s = s

    def __hash__(self):
        return 5

    def __eq__(self, other):
        self.s.discard(5)
        return True


s = set([5, 13, 21])
print(Sly(s) in s, s)
words = {"w%d" % i for i in range(70000)}
words.update({"w%d" % i for i in range(50000, 90000)})
print(len(words), all("w%d" % i in words for i in range(90000)), "x1" in words)

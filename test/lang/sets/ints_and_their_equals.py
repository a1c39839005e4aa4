# Sets of small ints with what equals them or hashes as they do, through many removals.
import random

random.seed(9)
others = {1: [True, 1.0], 0: [False, 0.0], 7: [7.0], 2**40: [float(2**40)], -1: [-1.0, -2]}
wrong = 0
for round in range(60):
    limit = random.choice((3, 8, 30, 200, 3000))
    s, model, texts = set(), {}, round % 2
    for step in range(400):
        key = random.choice((random.randrange(limit), random.randrange(-5, limit), 2**40, -2, 1))
        if random.random() < 0.1 and key in others:
            key = random.choice(others[key])
        action = random.random()
        if action < 0.5:
            s.add(key)
            model.setdefault(key, key)
        elif action < 0.8:
            s.discard(key)
            model.pop(key, None)
        else:
            wrong += (key in s) != (key in model)
        if texts and random.random() < 0.01:
            s.add(str(key))
            model.setdefault(str(key), str(key))
    wrong += len(s) != len(model) or s != set(model)
    wrong += sorted(map(repr, s)) != sorted(map(repr, model.values()))
    if round < 12 and not texts:
        print(list(s)[:12])
print(wrong, "wrong")
s = {True}
print(1 in s, 1.0 in s, s | {1}, {1} | s, {0, False}, {False, 0}, {1: 2, True: 3})
s = set(range(20))
for i in range(20):
    s.remove(i)
    print(i in s, i + 1 in s, end=" ")
print(s, 1 in s, True in s)

# An uncaught error in augmented assignment marks the whole operation (PEP 657).
class Acc:
    total = 0
    parts = []

acc = Acc()
acc.total += 5
acc.parts += ["x"]
print(acc.total, acc.parts)
scores = {"a": [1, 2], "b": None}
scores["a"][0] -= 1
print(scores)
scores["b"] += scores["a"][0] + 1

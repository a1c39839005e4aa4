# Searches in texts of all lengths around a vector's width, against a search written in Python.
import random

random.seed(5)


def slow(hay, needle):
    for i in range(len(hay) - len(needle) + 1):
        if hay[i : i + len(needle)] == needle:
            return i
    return -1


wrong = 0
for length in list(range(70)) + [100, 129, 300]:
    for _ in range(25):
        hay = "".join(random.choice("aab\u00e9") for _ in range(length))
        for size in (1, 2, 3, 5, 16, 17, 30):
            needle = "".join(random.choice("aab\u00e9") for _ in range(size))
            wrong += hay.find(needle) != slow(hay, needle)
            cut = random.randrange(length + 1)
            part = hay[cut : cut + size] or "a"
            wrong += hay.find(part) != slow(hay, part)
            wrong += hay.encode().find(part.encode()) != len(hay[: slow(hay, part)].encode()) and part in hay
            wrong += hay.replace(part, "<>").count("<>") != hay.count(part)
            wrong += part.join(hay.split(part)) != hay
print(wrong, "wrong")

# Many places that look like matches, and one that is.
for n in (10, 1000, 20000):
    hay = "ab" * n + "aab"
    print(hay.find("aab"), hay.find("a" + "x" * 5 + "b"), hay.rfind("ba"))
    hay = "a" * n
    print(hay.find("a" * (n // 2) + "b" + "a" * (n // 2 - 1)), hay.find("a" * (n // 2)), ("b" + hay) in hay)
print("x" * 40 + "yz" in "x" * 41 + "yz", ("x" * 41 + "yz").index("x" * 40 + "yz"))

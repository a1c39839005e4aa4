# A generator expression runs only as far as it is pulled (6.2.8).
def src():
    for i in range(5):
        print("produce", i)
        yield i

g = (i * 10 for i in src() if i % 2)
print("made")
print(next(g))
print(next(g))
print(next(g, "end"))
print(next(g, "still end"))
print(any(x > 1 for x in src()))
print(3 in (x for x in range(10)))
g = (x for x in "abc")
print(list(zip(g, range(2))), list(g))
print(sum(x for x in range(4)), max(len(w) for w in ("a", "bcd")))
print(type(g).__name__, g.__name__, g.__qualname__)

# A set comprehension keeps the first of equal elements and refuses unhashable ones (6.2.6).
print(sorted({x % 3 for x in range(10)}))
s = {v for v in (1, 1.0, True)}
print(s, len(s))
try:
    {[x] for x in range(2)}
except TypeError as e:
    print(e)
print(type({x for x in ()}).__name__, {x for x in ()})
class H:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print("hash", self.n)
        return 0
    def __eq__(self, o):
        print("eq", self.n, o.n)
        return self.n == o.n
print(len({H(n) for n in (1, 2, 1)}))
print({frozenset(x) for x in ["ab", "ba"]} == {frozenset("ab")})

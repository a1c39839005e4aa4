# Lists compare lexicographically using == then <; identity counts as equality (6.10.1).
# differs: a float is its bits, not a cell: every NaN of the same sign is the same object, so lists that hold one are equal
print([1, 2] == [1, 2], [1, 2] != [1, 3], [1, 2] < [1, 2, 0], [] < [0], [2] > [1, 9],
      [1, 2] <= [1, 2], [[1], [2]] < [[1], [3]], ["a"] < ["b"], [1, "a"] < [2, 5], [1] == (1,),
      [1] == [True] == [1.0], bool([]), bool([[]]))
log = []
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o): log.append(("eq", self.n, o.n)); return self.n == o.n
    def __lt__(self, o): log.append(("lt", self.n, o.n)); return self.n < o.n
    def __gt__(self, o): log.append(("gt", self.n, o.n)); return self.n > o.n
a, b, c = E(1), E(2), E(2)
print([a, b] < [a, c], log); log.clear()
print([a, b] == [a, c], log); log.clear()
print([b, a] > [a, b], log); log.clear()
print([a] == [a, b], [a] < [a, b], log); log.clear()
print(a in [b, a], [c, a].index(b), [a, b, c].count(c), log); log.clear()
nan = float("nan")
print([nan] == [nan], [nan] == [float("nan")], [nan] < [nan], nan in [nan], [nan].index(nan),
      [nan].count(float("nan")), [1, nan] < [1, 2])
for src in ("[1] < (1,)", "[1] < ['a']", "[1] > None", "[[1]] < [['a']]", "[1] < 5", "[1j] < [2j]",
            "[1, 'a'] < [1, 2]", "[] < ''"):
    try:
        print(src, eval(src))
    except TypeError as e:
        print(src, "->", e)
l = [1]; l.append(l)
print(l == l, l in l, l.index(l), l != l)
m = [1]; m.append(m)
try:
    l == m
except RecursionError:
    print("RecursionError")

# Containers compare element-wise, with identity short-cut, length and type rules (6.10.1).
# differs: a float is its bits, not a cell: a NaN made anew is the same object
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n, getattr(o, "n", o), end="; ")
        return False
e = E(1)
print([e] == [e], (e,) == (e,), {1: e} == {1: e}, e == e)
print([e] == [E(2)], [e, 5] == [e, 6], [e] == [e, e], [E(3)] != [E(3)])
print([1, 2] == (1, 2), [1] == [1.0], [] == (), {1} == frozenset({1}), "a" == b"a",
      {1: 2} == {1.0: 2.0}, range(3) == [0, 1, 2])
print([1, 2] < [1, 3], [1] < [1, 0], (2,) > (1, 9), [] < [0], "a" < "ab" < "b",
      (1, "a") < (2, None), [1, [2]] < [1, [3]])
nan = float("nan")
print([nan] == [nan], [nan] == [float("nan")], (nan,) < (nan,), [nan] <= [nan], nan == nan,
      {nan: 1} == {nan: 1})
for f in (lambda: [1] < ["a"], lambda: (1, None) < (1, 2), lambda: [e] < [e], lambda: [e] < [E(2)]):
    try:
        print(f())
    except TypeError as x:
        print(x)
print(range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), slice(1, 2) == slice(1, 2),
      slice(1) < slice(2))

# Sequence patterns match lists, tuples and ranges by length but never str, bytes or iterators (8.6.4.8).
def f(v):
    match v:
        case []: return "empty"
        case [x]: return ("one", x)
        case (x, y): return ("two", x, y)
        case [1, *rest]: return ("starts 1", rest)
        case [*init, 9]: return ("ends 9", init)
        case [a, *_, b]: return ("ends", a, b)
        case _: return "no"
for v in ([], (), [5], (5,), [1, 2], range(2), [1, 2, 3], (3, 4, 9), (7, 8, 6), "ab", b"ab",
          bytearray(b"ab"), {1, 2}, {1: 2}, iter([1]), None,
          range(3, 6), memoryview(b"ab"), [[]], ""):
    print(type(v).__name__, f(v))
class L(list): pass
class T(tuple): pass
class S(str): pass
print(f(L([1, 2])), f(T((1, 5, 6))), f(S("ab")))
class Fake:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(f(Fake()))
match [1, [2, [3, 4]]]:
    case [a, [b, [*c]]]: print(a, b, c)
match (1, 2, 3, 4, 5):
    case a, b, *c, d: print(a, b, c, d)

# Built-in classes called with positional arguments, and operators between containers.
class L(list):
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"


for cls in (str, int, bool, float, list, tuple, dict, set, frozenset, range, type):
    for args in ((), ("12",), (3, 4), (1, 2, 3, 4)):
        try:
            r = cls(*args)
            print(cls.__name__, args, sorted(r) if isinstance(r, (set, frozenset)) else r)
        except (TypeError, ValueError) as e:
            print(cls.__name__, args, type(e).__name__, e)
print(list(map(str, (1, "a", None))), list(map(int, "123")), dict(a=1), list(map(bool, [0, 1, ""])))
print(int("12", 8), int(x := True), float(3), str(b"ab", "ascii"), tuple([1]), dict([(1, 2)]))
d = {1: 2}
print(dict(d) == d, dict(d) is d, tuple(t := (1,)) is t, int(True))


def nested(n):
    return list([nested(n - 1)]) if n else tuple(range(2))


print(nested(5))


class Deep:
    def __iter__(self):
        return iter(list(self))


try:
    list(Deep())
except RecursionError as e:
    print("RecursionError")

l = [1, 2]
for expr in (
    "l + [3]", "l + (3,)", "l * 2", "l * -1", "2 * l", "l * 1.5", "l + L()", "l * L()", "[] + []",
    "[1.5] + l", "l + [2**40]", "(1,) + (2,)", "(1,) * 3", "(1,) + l", "'a' * 3", "'%d' % 3",
    "'a' + 1", "'a' - 'b'", "{1} | {2}", "{1, 2} & {2}", "{1} - {1}", "{1} | [2]", "{1} | {2: 3}.keys()",
    "'%s' % L()", "[0] * 5", "[1.5] * 3", "[None, 2.5] * 2", "[[]] * 2",
):
    try:
        print(expr, "->", eval(expr))
    except TypeError as e:
        print(expr, "->", e)
print([1, 2, 3, 4, 5][::-2], [1.5, 2, "a"][::-1], [1, 2, 3][5:0:-1], [1.5][1::2], list(range(9))[1:8:3])
print([1, 2.5] == [1, 2.5], [1, 2] == [1, 2.0], [1, "ab"] < [1, "b"])
nan = float("nan")
print([nan] == [nan], (nan, 1) < (nan, 2), [1, [2, 3]] == [1, [2, 3]], [True, 1] == [1, True])
print(3 in [1, 2, 3.0], 2 in [1, True, "x"], [1, 2, 1.0, True].index(True), [1, 2, 1.0, True].count(1))
print("a,b,,c".replace(",", ";"), "aaa".replace("a", "bb", 2), "é,é".replace(",", "é"), "aé".replace("é", "b"),
      "abc".replace("b", ""), "b".replace("b", ""), "ab".replace("ab", "é"), "x".replace("x", "y"),
      "aXbX".replace("X", "--"), "none".replace("q", "r"), "éaé".replace("a", "o"))
print(" a\tb\x1cc\x85d e ".split(), "a b".split(" "), "é a  b".split(), "  ".split(), "x\u2003y".split())

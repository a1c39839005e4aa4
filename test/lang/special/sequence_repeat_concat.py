# Sequence + and * interact with reflected methods of the other operand (3.3.7).
class Mul:
    def __mul__(self, o): return ("mul", o)
    def __rmul__(self, o): return ("rmul", o)
    def __radd__(self, o): return ("radd", o)
    def __index__(self): return 2
m = Mul()
print([1] * m, m * [1], "ab" * m, m * "ab", (1,) * m, [1] + m, "s" + m, (1,) + m)
class Idx:
    def __index__(self): return 3
i = Idx()
print([1] * i, i * [1], "ab" * i, i * (1,), b"x" * i)
print([1] * 0, [1] * -5, 3 * "ab", "" * 100, () * 5, [[]] * 2, True * "x", [1, 2] * True)
l = [[]] * 3
l[0].append(1)
print(l)
for src in ("[1] * 'a'", "'a' * 'a'", "[1] * [1]", "[1] * None", "1.0 * [1]", "'a' * 1.0",
            "[1] + 1", "[1] + 'a'", "'a' + ['a']",
            "(1,) + [1]", "1 + [1]", "[1] * (2 ** 70)", "'ab' * (2 ** 62)", "(1, 2) * (2 ** 62)"):
    try:
        eval(src)
    except (TypeError, OverflowError, MemoryError) as e:
        print(src, "->", type(e).__name__, e)

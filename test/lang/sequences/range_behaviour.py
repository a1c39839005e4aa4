# range is a lazy immutable sequence of ints with exact length, slicing and comparison (library, range).
r = range(2, 20, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:4], r[::-1], r[10:], r[::2], 5 in r, 6 in r, 5.0 in r,
      "5" in r, r.index(8), r.count(8), r.count(9), r.start, r.stop, r.step, list(reversed(r)),
      r == range(2, 18, 3), r == range(2, 20, 3), hash(r) == hash(range(2, 18, 3)), bool(range(0)),
      range(5, 0), list(range(5, 0, -2)))
big = range(10 ** 30, 10 ** 30 + 5)
print(list(big)[-1], big[3], 10 ** 30 + 2 in big, big.index(10 ** 30 + 4), len(big),
      list(reversed(big))[0], range(2 ** 63 - 2, 2 ** 63 + 2)[-1], [*range(-2 ** 63, -2 ** 63 + 2)],
      range(0, 10 ** 20, 10 ** 19)[::-1], sum(range(10 ** 18, 10 ** 18 + 3)))
for f in (lambda: range(), lambda: range(1.0), lambda: range("a"), lambda: range(1, 2, 0),
          lambda: range(1, 2, 3, 4), lambda: r[100], lambda: r[-100], lambda: r["a"],
          lambda: r.index(6), lambda: r.index("a"), lambda: len(range(10 ** 30)), lambda: r + r,
          lambda: r * 2, lambda: r < r, lambda: range(None), lambda: range(1, None),
          lambda: hash(r) == hash(r), lambda: range(0, 10, 1.5), lambda: range(10)[1.0],
          lambda: range(10)[::0], lambda: range(3).append(1), lambda: range(2 ** 70)[2 ** 69],
          lambda: range(stop=3)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)
class I:
    def __index__(self): return 3
print(list(range(I())), range(True), range(I(), 10, I()), range(5) == range(0, 5, 1),
      range(0) == range(3, 3), range(1) == range(0, 1, 5), {range(3): 1},
      range(0, 3) is not range(0, 3), min(range(3)), max(r), sum(range(101)), tuple(range(3)),
      [range(3)], 3 in range(0), -1 in range(3), True in range(2), range(10)[2:8][1:][::2],
      range(-5, 5, 3)[-1], range(5, -5, -3)[1:], nan in range(3) if (nan := float("nan")) else 0)

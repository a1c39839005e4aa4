# Operators bind from lambda to await in the documented order (6.17).
x = 1
print(2 + 3 * 4 ** 2 // 5 % 7, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, (2 ** 3) ** 2, -3 // 2, -(3 // 2),
      ~1 + 1, ~(1 + 1), not 1 + 1)
print(1 | 2 ^ 3 & 4 << 1 + 1, (1 | 2) & 3, 1 << 2 + 3, 5 & 3 == 1, (5 & 3) == 1, 6 ^ 3 | 1,
      1 + 2 << 3, 7 - 2 - 1, 7 - (2 - 1), 100 / 10 / 2)
print(1 < 2 == True, not 1 == 2, not (1 == 2), 1 if 0 else 2 or 3, 1 or 2 if 0 else 3)
print(1 in [1] and 2 not in [1], not 1 in [2], not (1 in [2]), x is not None, "a" + "b" * 2,
      "%s" % 1 + "x", "%s" % (1 + 2), [1] + [2] * 2)
print(-1 ** 2, (-1) ** 2, +-+1, - - 1, ~-1, -~1, not not 1, 2 * -3, 2 - -3, 10 % 3 * 2, 10 * 3 % 4,
      7 // 2 * 2, 2 * 7 // 2, -7 // 2, -7 % 3)
print((lambda x: x + 1)(2) * 3, (lambda: 1, 2)[1], [lambda: 5][0](), {1: 2}[1] ** 2, (1, 2)[0] + 1,
      "abc"[1:][0] + "d", -[1, 2][0], (5).real + 1)
print(1 + 1 if 1 else 0 + 5, 1, 2 if 0 else 3, (1, 2) if 0 else (3, 4), 0 or 1 and 0 or 5,
      1 and 0 or 1 and 2, not 0 and 0, not (0 and 0))
x = 1 if True else 2,
y = lambda: 1, 2
z = 1, 2 + 3, 4
print(x, y[1], z, type(y).__name__, 1 < 2 and 3 > 2 < 5, 3 - 1 < 2 + 1 == 3, 2 ** 2 * 3, 2 * 2 ** 3,
      1 @ 2 if 0 else "matmul unevaluated")
print(5 // 2 / 2, 5 / 2 // 2, 2 ** 0.5 ** 2, 1 - 1 - 1, 8 >> 1 << 2, 1 << 1 >> 1, 3 & 2 | 4 ^ 1,
      3 | 4 & 5 ^ 6)

# Float arithmetic follows IEEE 754; floor division and modulo keep the sign rule (6.7).
inf, nan = float("inf"), float("nan")
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, 1e-320 / 1e10, inf - inf, inf * 0, inf / inf, nan + 1,
      0.1 * 3, 1 - 0.9, 1e16 + 1, 2 ** 53 + 1.0)
for a in (7.5, -7.5, 0.0, -0.0, 1e20, inf):
    for b in (2.0, -2.0, 0.3, inf, -inf):
        print(a, b, a // b, a % b, divmod(a, b), sep=" ", end=" ; ")
    print()
print(-0.0, 0.0 == -0.0, -0.0 + 0.0, 0.0 * -1, -0.0 // 1, -0.0 % 1, abs(-0.0), round(-0.4),
      round(-0.4, 0), min(0.0, -0.0), max(-0.0, 0.0), [0.0, -0.0], {0.0: 1, -0.0: 2}, -0.0 ** 2,
      (-0.0) ** 3)
print(2.0 ** 0.5, 2 ** -1074, 2.0 ** 1023 * 2, (-8) ** (1 / 3), (-2.0) ** 3, (-2.0) ** 0.5,
      0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, (-1) ** inf, 0.5 ** inf, 2.0 ** -inf, (-inf) ** 3,
      (-inf) ** -3, 1.5 ** 2)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan in [nan], [nan] == [nan], inf == inf,
      inf > 10 ** 400, -inf < -10 ** 400, sorted([3.0, -inf, inf, 0.0]), max(nan, 1), max(1, nan),
      min(nan, 1), bool(nan), bool(0.0), bool(-0.0))
print(1e22 // 1, 1e22 % 7, 1e300 // 1e-10, 5.0 // 0.1, 5.0 % 0.1, 0.3 // 0.1, 0.3 % 0.1, 6.0 // 0.1,
      int(1e22), int(-1e15 - 0.5), 7 // 2.0, 7 % -2.5, -7 // 2.5, divmod(7, 2.5), divmod(-7.5, 2),
      True + 0.5, 3.0 // 1e-323)

# int(), round() and // convert floats exactly; huge floats give huge ints (library, float).
import math
for v in (1e15, 1e22, 1e23, 1e100, -1e30, 2.0 ** 70, 2.0 ** 1000, 0.999999, -0.999999,
          4503599627370497.5, 9007199254740993.0, 1.5e300):
    print(int(v) if abs(v) < 1e40 else int(v) % 10 ** 20, math.floor(v) == int(v // 1),
          round(v) == int(v) or round(v), float(int(v)) == math.trunc(v))
for v in (0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999999999999994, 4503599627370495.5, 1e300):
    print(v, round(v), round(v, 0), round(v, 1), round(v, -1), end="; ")
print()
for v, n in ((2.675, 2), (1.005, 2), (0.125, 2), (0.375, 2), (5.015, 2), (1234.5678, -2),
             (1250.0, -2), (1350.0, -2), (1e-5, 5), (1.5, 400), (1.5, -400), (1e300, -299),
             (123456789.987654321, 5), (-2.5, 0), (1e22, 3), (0.1, 17), (5e-324, 323)):
    print(round(v, n), end=" ")
print()
for v, n in ((15, -1), (25, -1), (-25, -1), (149, -2), (150, -2), (250, -2), (5, -1), (-5, -1),
             (10 ** 30 + 5, -1), (7, 10), (7, 0), (123, -10), (True, 0), (2 ** 100, -5)):
    print(round(v, n), end=" ")
print()
for f in (lambda: round(1.5, 2 ** 70), lambda: round(1e308, -308),
          lambda: round(1.7e308, -308), lambda: int(float("nan")), lambda: math.floor(float("inf")),
          lambda: round(float("nan")), lambda: round(float("nan"), 2),
          lambda: round(float("inf"), 2), lambda: round(1.5, 1.0), lambda: round(1, "a")):
    try:
        print(f())
    except (OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)

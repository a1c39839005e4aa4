# round, math.trunc, floor and ceil call their methods; round(x) and round(x, None) differ from digits (3.3.8).
import math
class R:
    def __round__(self, n="absent"): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
r = R()
print(round(r), round(r, 2), round(r, None), round(r, ndigits=1), math.trunc(r), math.floor(r),
      math.ceil(r))
class P: pass
for f in (lambda: round(P()), lambda: math.trunc(P()), lambda: math.floor(P()),
          lambda: math.ceil("s"), lambda: round(1.5, "x"),
          lambda: round(1.5, 1.5), lambda: round("a", 1), lambda: round(),
          lambda: round(float("nan")), lambda: round(float("inf"))):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(1e16),
      round(1234567, -3), round(5, -1),
      round(15, -1), round(25, -1), round(-15, -1), round(7, 5), round(1.25, 1), round(1e300, 2),
      round(0.1 + 0.2, 15))
print(type(round(2.0)).__name__, type(round(2.0, 0)).__name__, type(round(True)).__name__,
      round(1234.5678, -2), round(-0.4, 0))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.9), math.floor(1e30),
      round(12345678901234567890, -5))

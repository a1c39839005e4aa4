# Fraction and Decimal arithmetic, the numbers tower and statistics on them (library, fractions, decimal, numbers).
from fractions import Fraction as F
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, InvalidOperation, DivisionByZero
import numbers
print(F(3, 6), F("0.125"), F(0.5), F("-7/3"), F(1, 3) + F(1, 6), F(1, 3) * 3 == 1, F(7, 2) // 1,
      F(7, 2) % 1, F(2, 3) ** 2, F(4) ** F(1, 2), F(1, 3) < 0.34, float(F(1, 3)), round(F(5, 2)),
      int(F(-7, 2)), F(3.14159).limit_denominator(100), hash(F(2)) == hash(2), repr(F(1, 2)),
      abs(F(-1, 2)), F(1, 2) + 0.5, F(10, 4).numerator, 1 - F(1, 4), divmod(F(7, 2), F(2, 3)))
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.10") == D("1.1"), str(D("1.10")), D("1E+5"),
      D(5) // D(2), D(-7) % D(3), D("2") ** D("0.5"), D("1.25").quantize(D("0.1")),
      D("1.25").quantize(D("0.1"), ROUND_HALF_UP), D("123.456").as_tuple(), D("NaN").is_nan(),
      D("-0"), D("Infinity") > 1, D(0.1), hash(D("1")) == hash(1), D("3.0").normalize(),
      D("100").normalize(), f"{D('1234.5'):,.2f}", D("1.5") + 1, round(D("2.675"), 2),
      int(D("-3.9")), D("7").sqrt(), max(D(1), D("1.5")))
with localcontext() as c:
    c.prec = 5; print(D(1) / 7, D("123456") + 1)
print(getcontext().prec)
for f in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: D("abc"), lambda: D(1) / 0,
          lambda: D(0) / 0, lambda: D(1) + 1.5, lambda: F(float("nan")), lambda: D("1") < "a",
          lambda: D("NaN") < 1, lambda: F(1) < 1j, lambda: D("sNaN") + 1):
    try:
        print(f())
    except (ZeroDivisionError, ValueError, TypeError, InvalidOperation) as e:
        print(type(e).__name__, e)
print([isinstance(v, t) for v, t in ((1, numbers.Integral), (1.5, numbers.Real),
      (1j, numbers.Complex), (F(1), numbers.Rational), (D(1), numbers.Number), (D(1), numbers.Real),
      (True, numbers.Integral))])

# is_integer, as_integer_ratio, hex, fromhex and arithmetic helpers of float (library, float).
import math
for v in (0.0, -0.0, 1.0, -1.5, 0.1, 1e22, 5e-324, 1.7976931348623157e308):
    print(v, v.is_integer(), v.as_integer_ratio(), v.hex(), float.fromhex(v.hex()) == v,
          v.conjugate(), v.imag)
for s in ("0x1p0", "1.8", "-0x.8p-3", "inf", "-nan", "0x1.fffffffffffff8p0",
          "0x1.fffffffffffff7p+0", "0x0.0000000000001p-1022", "0x1p-1075", "0x1.8p-1075", " 0x10 ",
          "10", "a.8", "0X1P3", "+0x1", "0x1p10", "0x1.00000000000008p0"):
    print(s, float.fromhex(s))
for f in (lambda: float.fromhex(""), lambda: float.fromhex("0x"), lambda: float.fromhex("g"),
          lambda: float.fromhex("0x1p"), lambda: float.fromhex("0x1p99999"),
          lambda: float.fromhex(5), lambda: float("inf").as_integer_ratio(),
          lambda: float("nan").as_integer_ratio(),
          lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000),
          lambda: math.pow(-8, 1 / 3), lambda: math.sqrt("4"), lambda: math.log(-1),
          lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.factorial(-1),
          lambda: math.factorial(1.5), lambda: math.log(10, 1)):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(float("nan").is_integer(), float("inf").is_integer(), float("inf").hex(), float("nan").hex(),
      math.inf, math.copysign(1, -0.0), math.frexp(10.0), math.ldexp(0.625, 4), math.modf(-3.25),
      math.fsum([0.1] * 10), math.hypot(3, 4), math.nextafter(1.0, 2.0), math.ulp(1.0))
print(math.isclose(0.1 + 0.2, 0.3), math.fmod(-7, 3), -7 % 3.0, math.remainder(7, 4),
      math.gcd(12, 18), math.prod([2, 3.5]), math.dist((0, 0), (3, 4)), math.log(8, 2),
      math.log2(2 ** 100), math.log10(10 ** 30), math.cbrt(27), math.exp2(10),
      math.sumprod if hasattr(math, "sumprod") else "")

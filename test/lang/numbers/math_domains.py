# Functions of math on ordinary, extreme and wrong arguments.
import math

VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 170.5, 171.7, -3.5, 1e-22, 1e-310, 1e308, 710.5, 2**53 + 1,
          10**400, -10**400, True, math.inf, -math.inf, math.nan, "x", None, 23, 0.1, 5e-324]
ONE = ("acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs floor ceil trunc gamma "
       "isfinite isinf isnan lgamma log log10 log1p log2 modf frexp radians sin sinh sqrt tan tanh ulp isqrt").split()
TWO = "atan2 copysign fmod pow remainder nextafter gcd lcm isclose ldexp log hypot".split()


def shown(f, *args):
    try:
        return repr(f(*args))[:60]
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for name in ONE:
    print(name, [shown(getattr(math, name), v) for v in VALUES])
for name in TWO:
    for v in VALUES:
        print(name, repr(v)[:20], [shown(getattr(math, name), v, w) for w in VALUES])
print(math.pi, math.e, math.tau, math.inf, math.nan)

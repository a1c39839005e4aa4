/* SPDX-License-Identifier: MIT
 * math.c: the module math: its table, and the functions that libm has. Errors follow from the result: a NaN from no NaN
 * is a domain error, an infinity from finite arguments a domain or range error. */
#include <limits.h>
#include <math.h>

#include "lib/math_parts.h"
#include "lib/modules.h"
#include "types/module.h"

#define PI 3.14159265358979323846
#define E 2.71828182845904523536

Value kr__math_domain(kr_vm *vm) { return kr__raise_value(vm, "math domain error"); }
Value kr__math_range(kr_vm *vm) { return kr__raise(vm, KR_T_X_OVERFLOWERROR, "math range error"); }

/* ---- one argument ---- */

/* f's result for x; an infinity from a finite x is a range error when f can overflow, else a pole. */
static Value one(kr_vm *vm, double x, double r, bool overflows) {
    if (KR_LIKELY(isfinite(r))) return kr__from_double(r);
    if (r != r && x == x) return kr__math_domain(vm);
    if (isinf(r) && isfinite(x)) return overflows ? kr__math_range(vm) : kr__math_domain(vm);
    return kr__from_double(r);
}

#define ONE(name, f, overflows)                                                     \
    static Value m_##name(kr_vm *vm, Value *a, int n) {                             \
        (void)n;                                                                    \
        double x;                                                                   \
        return kr__real_of(vm, a[0], &x) ? one(vm, x, f(x), overflows) : KR_FAILED; \
    }
ONE(acos, acos, false)
ONE(acosh, acosh, false)
ONE(asin, asin, false)
ONE(asinh, asinh, false)
ONE(atan, atan, false)
ONE(atanh, atanh, false)
ONE(cbrt, cbrt, false)
ONE(cos, cos, false)
ONE(cosh, cosh, true)
ONE(erf, erf, false)
ONE(erfc, erfc, false)
ONE(exp, exp, true)
ONE(exp2, exp2, true)
ONE(expm1, expm1, true)
ONE(fabs, fabs, false)
ONE(gamma, kr__gamma, x != 0)
ONE(lgamma, kr__lgamma, true)
ONE(log1p, log1p, false)
ONE(sin, sin, false)
ONE(sinh, sinh, true)
ONE(sqrt, sqrt, false)
ONE(tan, tan, false)
ONE(tanh, tanh, false)

#define PLAIN(name, expr)                                      \
    static Value m_##name(kr_vm *vm, Value *a, int n) {        \
        (void)n;                                               \
        double x;                                              \
        return kr__real_of(vm, a[0], &x) ? (expr) : KR_FAILED; \
    }
PLAIN(degrees, kr__from_double(x *(180.0 / PI)))
PLAIN(radians, kr__from_double(x *(PI / 180.0)))
PLAIN(isfinite, kr__bool(isfinite(x)))
PLAIN(isinf, kr__bool(isinf(x)))
PLAIN(isnan, kr__bool(x != x))

static double ulp(double x) {
    x = fabs(x);
    if (!isfinite(x)) return x;
    double up = nextafter(x, INFINITY);
    return isinf(up) ? x - nextafter(x, -INFINITY) : up - x;
}
PLAIN(ulp, kr__from_double(ulp(x)))

/* ---- whole parts ---- */

/* What the method of this name gives; for floats, and what has no such method, the double made whole by f. */
static Value whole(kr_vm *vm, Value v, KrName name, double (*f)(double)) {
    double d;
    if (kr__is_int(v)) return v;
    if (!kr__is_double(v)) {
        Value r = kr__call_special(vm, v, name, NULL, 0);
        if (kr__ok(r) || kr__pending(vm)) return r;
        if (!kr__real_of(vm, v, &d)) return KR_FAILED;
    } else {
        d = kr__double(v);
    }
    if (d != d) return kr__raise_value(vm, "cannot convert float NaN to integer");
    if (isinf(d))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "cannot convert float infinity to integer");
    return kr__int_from_double(vm, f(d));
}
static Value m_ceil(kr_vm *vm, Value *a, int n) {
    return (void)n, whole(vm, a[0], KR_N___ceil__, ceil);
}
static Value m_floor(kr_vm *vm, Value *a, int n) {
    return (void)n, whole(vm, a[0], KR_N___floor__, floor);
}

static Value m_trunc(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_double(a[0])) return whole(vm, a[0], KR_N___trunc__, trunc);
    Value r = kr__call_special(vm, a[0], KR_N___trunc__, NULL, 0);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return kr__raise_type(vm, "type %T doesn't define __trunc__ method", a[0]);
}

/* ---- two arguments ---- */

static bool two_of(kr_vm *vm, Value *a, double *x, double *y) {
    return kr__real_of(vm, a[0], x) && kr__real_of(vm, a[1], y);
}
static Value two(kr_vm *vm, double x, double y, double r) {
    if (KR_LIKELY(isfinite(r))) return kr__from_double(r);
    if (r != r && x == x && y == y) return kr__math_domain(vm);
    if (isinf(r) && isfinite(x) && isfinite(y)) return kr__math_range(vm);
    return kr__from_double(r);
}
#define TWO(name, expr)                                    \
    static Value m_##name(kr_vm *vm, Value *a, int n) {    \
        (void)n;                                           \
        double x, y;                                       \
        return two_of(vm, a, &x, &y) ? (expr) : KR_FAILED; \
    }
TWO(atan2, two(vm, x, y, atan2(x, y)))
TWO(copysign, kr__from_double(copysign(x, y)))
TWO(nextafter, kr__from_double(nextafter(x, y)))
TWO(remainder, two(vm, x, y, remainder(x, y)))
TWO(fmod, two(vm, x, y, fmod(x, y)))
TWO(pow, x == 0 && y < 0 && isfinite(y) ? kr__math_domain(vm) : two(vm, x, y, pow(x, y)))

static Value m_isclose(kr_vm *vm, Value *a, int n) { /* a, b, rel_tol, abs_tol */
    (void)n;
    double x, y, relative = 1e-9, absolute = 0;
    if (!two_of(vm, a, &x, &y)) return KR_FAILED;
    if (kr__ok(a[2]) && !kr__real_of(vm, a[2], &relative)) return KR_FAILED;
    if (kr__ok(a[3]) && !kr__real_of(vm, a[3], &absolute)) return KR_FAILED;
    if (relative < 0 || absolute < 0) return kr__raise_value(vm, "tolerances must be non-negative");
    if (x == y) return KR_TRUE_V;
    if (isinf(x) || isinf(y)) return KR_FALSE_V;
    double apart = fabs(y - x);
    return kr__bool(apart <= fabs(relative * y) || apart <= fabs(relative * x) ||
                    apart <= absolute);
}

/* ---- parts of a float ---- */

static Value pair(kr_vm *vm, Value x, Value y) {
    Value both[2] = {x, y};
    return kr__tuple_new(vm, both, 2);
}

static Value m_frexp(kr_vm *vm, Value *a, int n) {
    (void)n;
    double x;
    int e = 0;
    if (!kr__real_of(vm, a[0], &x)) return KR_FAILED;
    if (isfinite(x) && x != 0) x = frexp(x, &e);
    return pair(vm, kr__from_double(x), kr__from_int48(e));
}

static Value m_ldexp(kr_vm *vm, Value *a, int n) {
    (void)n;
    double x;
    int64_t e;
    if (!kr__real_of(vm, a[0], &x)) return KR_FAILED;
    if (!kr__is_int_value(vm, a[1]))
        return kr__raise_type(vm, "Expected an int as second argument to ldexp.");
    if (!kr__int_fits_i64(vm, a[1], &e)) e = kr__int_sign(vm, a[1]) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0 || !isfinite(x)) return kr__from_double(x);
    if (e > INT_MAX) return kr__math_range(vm);
    double r = e < INT_MIN ? copysign(0.0, x) : ldexp(x, (int)e);
    return isinf(r) ? kr__math_range(vm) : kr__from_double(r);
}

static Value m_modf(kr_vm *vm, Value *a, int n) {
    (void)n;
    double x, i;
    if (!kr__real_of(vm, a[0], &x)) return KR_FAILED;
    double f = modf(x, &i);
    return pair(vm, kr__from_double(f), kr__from_double(i));
}

/* ---- logarithms ---- */

/* f is a logarithm; v of any size. */
static Value logarithm(kr_vm *vm, Value v, double (*f)(double)) {
    double x;
    if (kr__is_int_value(vm, v) && !kr__is_int(v)) {
        uint32_t buf[2];
        KrLimbs l = kr__int_view(vm, v, buf);
        if (!l.n || l.neg) return kr__math_domain(vm);
        if (!kr__limbs_to_double(&l, &x)) {
            int64_t e;
            x = kr__limbs_frexp(&l, &e);
            return kr__from_double(f(x) + f(2.0) * (double)e);
        }
    } else if (!kr__real_of(vm, v, &x)) {
        return KR_FAILED;
    }
    return x <= 0 ? kr__math_domain(vm) : one(vm, x, f(x), false);
}
static Value m_log2(kr_vm *vm, Value *a, int n) { return (void)n, logarithm(vm, a[0], log2); }
static Value m_log10(kr_vm *vm, Value *a, int n) { return (void)n, logarithm(vm, a[0], log10); }
static Value m_log(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value x = logarithm(vm, a[0], log);
    if (kr__failed(x) || !kr__ok(a[1])) return x;
    Value base = logarithm(vm, a[1], log);
    return kr__ok(base) ? kr__binary(vm, x, base, KR_N___truediv__) : base;
}

/* ---- the module ---- */

#define X(name, doc) \
    { #name "(x, /)", m_##name, doc, 0 }
#define XY(name, doc) \
    { #name "(x, y, /)", m_##name, doc, 0 }
static const KrFnDef functions[] = {
    X(acos, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."),
    X(acosh, "Return the inverse hyperbolic cosine of x."),
    X(asin,
      "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
    X(asinh, "Return the inverse hyperbolic sine of x."),
    X(atan, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and "
            "pi/2."),
    {"atan2(y, x, /)", m_atan2,
     "Return the arc tangent (measured in radians) of y/x.\n\nThe signs of both x and y count.", 0},
    X(atanh, "Return the inverse hyperbolic tangent of x."),
    X(cbrt, "Return the cube root of x."),
    X(ceil, "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."),
    {"comb(n, k, /)", kr__math_comb,
     "Number of ways to choose k items from n items without repetition and without order.", 0},
    XY(copysign, "Return a float with the magnitude (absolute value) of x but the sign of y."),
    X(cos, "Return the cosine of x (measured in radians)."),
    X(cosh, "Return the hyperbolic cosine of x."),
    X(degrees, "Convert angle x from radians to degrees."),
    {"dist(p, q, /)", kr__math_dist, "Return the Euclidean distance between two points p and q.",
     0},
    X(erf, "Error function at x."),
    X(erfc, "Complementary error function at x."),
    X(exp, "Return e raised to the power of x."),
    X(exp2, "Return 2 raised to the power of x."),
    X(expm1, "Return exp(x)-1, precise for small x."),
    X(fabs, "Return the absolute value of the float x."),
    {"factorial(n, /)", kr__math_factorial, "Find n!.", 0},
    X(floor, "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."),
    XY(fmod, "Return fmod(x, y), according to platform C."),
    X(frexp, "Return the mantissa and exponent of x, as pair (m, e): x = m * 2.**e."),
    {"fsum(seq, /)", kr__math_fsum,
     "Return an accurate floating point sum of values in the iterable seq.", 0},
    X(gamma, "Gamma function at x."),
    {"gcd(*integers)", kr__math_gcd, "Greatest Common Divisor.", 0},
    {"hypot(*coordinates)", kr__math_hypot,
     "hypot(*coordinates) -> value\n\nEuclidean distance from the origin to a point.", 0},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", m_isclose,
     "Determine whether two floating point numbers are close in value.", 0},
    X(isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    X(isinf, "Return True if x is a positive or negative infinity, and False otherwise."),
    X(isnan, "Return True if x is a NaN (not a number), and False otherwise."),
    {"isqrt(n, /)", kr__math_isqrt, "Return the integer part of the square root of the input.", 0},
    {"lcm(*integers)", kr__math_lcm, "Least Common Multiple.", 0},
    {"ldexp(x, i, /)", m_ldexp, "Return x * (2**i).\n\nThe inverse of frexp().", 0},
    X(lgamma, "Natural logarithm of absolute value of Gamma function at x."),
    {"log(x, base=math.e, /)", m_log,
     "log(x, [base=math.e])\nThe logarithm of x to the given base.", 0},
    X(log10, "Return the base 10 logarithm of x."),
    X(log1p, "Return the natural logarithm of 1+x (base e), precise for x near zero."),
    X(log2, "Return the base 2 logarithm of x."),
    X(modf,
      "Return the fractional and integer parts of x.\n\nBoth carry the sign of x and are floats."),
    XY(nextafter, "Return the next floating-point value after x towards y."),
    {"perm(n, k=None, /)", kr__math_perm,
     "Number of ways to choose k items from n items without repetition and with order.", 0},
    XY(pow, "Return x**y (x to the power of y)."),
    {"prod(iterable, /, *, start=1)", kr__math_prod,
     "Calculate the product of all the elements in the input iterable.", 0},
    X(radians, "Convert angle x from degrees to radians."),
    XY(remainder, "Difference between x and the closest integer multiple of y."),
    X(sin, "Return the sine of x (measured in radians)."),
    X(sinh, "Return the hyperbolic sine of x."),
    X(sqrt, "Return the square root of x."),
    X(tan, "Return the tangent of x (measured in radians)."),
    X(tanh, "Return the hyperbolic tangent of x."),
    X(trunc,
      "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method."),
    X(ulp, "Return the value of the least significant bit of the float x."),
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    return kr__module_add(vm, m, "pi", kr__from_double(PI)) &&
           kr__module_add(vm, m, "e", kr__from_double(E)) &&
           kr__module_add(vm, m, "tau", kr__from_double(2 * PI)) &&
           kr__module_add(vm, m, "inf", kr__from_double(INFINITY)) &&
           kr__module_add(vm, m, "nan", kr__from_double(NAN));
}

const KrModuleDef kr__module_math = {
    .name = "math",
    .doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
    .functions = functions,
    .init = init,
};

/* SPDX-License-Identifier: MIT
 * cmath.c: the module cmath. Finite arguments go through formulas that keep their precision near the branch points and
 * do not overflow on the way (Kahan; Hull, Fairgrieve and Tang), chosen so that the digits are CPython's; infinities and
 * NaNs through libm, which follows C99's Annex G; signs that it leaves open are CPython's. */
#include <complex.h>
#include <float.h>
#include <math.h>

#include "lib/modules.h"
#include "types/complex.h"
#include "types/module.h"
#include "types/number.h"

#undef I
#define PI 3.14159265358979323846
#define E 2.71828182845904523536
#define LN2 0.69314718055994530942
#define LN10 2.30258509299404568402
#define LARGE (DBL_MAX / 4)
#define SQRT_LARGE 6.703903964971298e+153
#define LOG_LARGE 708.3964185322641
#define SQRT_MIN 1.4916681462400413e-154

typedef KrComplexNumber Z;
/* What a function has to say beside its result. */
typedef enum Trouble { FINE, DOMAIN, RANGE } Trouble;
typedef Z (*Function)(Z z, Trouble *t);

static Z z_of(double re, double im) { return (Z){re, im}; }
static bool finite_z(Z z) { return isfinite(z.re) && isfinite(z.im); }
static bool is_large(Z z) { return fabs(z.re) > LARGE || fabs(z.im) > LARGE; }

static Z by_libm(double complex (*f)(double complex), Z z) {
    union {
        double part[2];
        double complex whole;
    } x = {{z.re, z.im}}, r;
    r.whole = f(x.whole);
    return z_of(r.part[0], r.part[1]);
}

/* i z and -i z: how sin, asin, tan, atan and cos follow from the hyperbolic ones. */
static Z turned(Z z) { return z_of(-z.im, z.re); }
static Z turned_back(Z z) { return z_of(z.im, -z.re); }

/* ---- roots and logarithms ---- */

static Z f_sqrt(Z z, Trouble *t) {
    (void)t;
    if (!finite_z(z)) return by_libm(csqrt, z);
    if (z.re == 0 && z.im == 0) return z_of(0, z.im);
    double x = fabs(z.re), y = fabs(z.im), s;
    if (x < DBL_MIN && y < DBL_MIN) {
        x = ldexp(x, 53);
        s = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
    } else {
        x /= 8.0;
        s = 2.0 * sqrt(x + hypot(x, y / 8.0));
    }
    double d = y / (2.0 * s);
    return z.re >= 0 ? z_of(s, copysign(d, z.im)) : z_of(d, copysign(s, z.im));
}

static Z f_log(Z z, Trouble *t) {
    if (!finite_z(z)) return by_libm(clog, z);
    double x = fabs(z.re), y = fabs(z.im), re;
    if (x > LARGE || y > LARGE) {
        re = log(hypot(x / 2.0, y / 2.0)) + LN2;
    } else if (x < DBL_MIN && y < DBL_MIN) {
        if (x == 0 && y == 0) {
            *t = DOMAIN;
            return z_of(-INFINITY, atan2(z.im, z.re));
        }
        re = log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * LN2;
    } else {
        double h = hypot(x, y);
        if (0.71 <= h && h <= 1.73) {
            double most = x > y ? x : y, least = x > y ? y : x;
            re = log1p((most - 1) * (most + 1) + least * least) / 2.0;
        } else {
            re = log(h);
        }
    }
    return z_of(re, atan2(z.im, z.re));
}
static Z f_log10(Z z, Trouble *t) {
    Z r = f_log(z, t);
    return z_of(r.re / LN10, r.im / LN10);
}

/* log |z| + log 2 of a large z. */
static double log_large(Z z) { return log(hypot(z.re / 2.0, z.im / 2.0)) + LN2 * 2.0; }

static Z f_acos(Z z, Trouble *t) {
    if (isinf(z.re) && z.im != z.im) return z_of(NAN, INFINITY);
    if (!finite_z(z)) return by_libm(cacos, z);
    if (is_large(z)) {
        double l = log_large(z);
        return z_of(atan2(fabs(z.im), z.re), z.re < 0 ? -copysign(l, z.im) : copysign(l, -z.im));
    }
    Z a = f_sqrt(z_of(1.0 - z.re, -z.im), t), b = f_sqrt(z_of(1.0 + z.re, z.im), t);
    return z_of(2.0 * atan2(a.re, b.re), asinh(b.re * a.im - b.im * a.re));
}
static Z f_acosh(Z z, Trouble *t) {
    if (z.re == 0 && z.im != z.im) return z_of(NAN, NAN);
    if (!finite_z(z)) return by_libm(cacosh, z);
    if (is_large(z)) return z_of(log_large(z), atan2(z.im, z.re));
    Z a = f_sqrt(z_of(z.re - 1.0, z.im), t), b = f_sqrt(z_of(z.re + 1.0, z.im), t);
    return z_of(asinh(a.re * b.re + a.im * b.im), 2.0 * atan2(a.im, b.re));
}
static Z f_asinh(Z z, Trouble *t) {
    if (z.re != z.re && isinf(z.im)) return z_of(INFINITY, NAN);
    if (!finite_z(z)) return by_libm(casinh, z);
    if (is_large(z)) {
        double l = log_large(z);
        return z_of(z.im >= 0 ? copysign(l, z.re) : -copysign(l, -z.re), atan2(z.im, fabs(z.re)));
    }
    Z a = f_sqrt(z_of(1.0 + z.im, -z.re), t), b = f_sqrt(z_of(1.0 - z.im, z.re), t);
    return z_of(asinh(a.re * b.im - b.re * a.im), atan2(z.im, a.re * b.re - a.im * b.im));
}
static Z f_asin(Z z, Trouble *t) { return turned_back(f_asinh(turned(z), t)); }

static Z f_atanh(Z z, Trouble *t) {
    if (z.re != z.re && isinf(z.im)) return z_of(0, copysign(PI / 2, z.im));
    if (!finite_z(z)) return by_libm(catanh, z);
    if (signbit(z.re)) {
        Z r = f_atanh(z_of(-z.re, -z.im), t);
        return z_of(-r.re, -r.im);
    }
    double y = fabs(z.im);
    if (z.re > SQRT_LARGE || y > SQRT_LARGE) {
        double h = hypot(z.re / 2.0, z.im / 2.0);
        return z_of(z.re / 4.0 / h / h, -copysign(PI / 2.0, -z.im));
    }
    if (z.re == 1.0 && y < SQRT_MIN) {
        if (y == 0) {
            *t = DOMAIN;
            return z_of(INFINITY, z.im);
        }
        return z_of(-log(sqrt(y) / sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2, z.im));
    }
    double less = 1 - z.re;
    return z_of(log1p(4.0 * z.re / (less * less + y * y)) / 4.0,
                -atan2(-2.0 * z.im, less * (1 + z.re) - y * y) / 2.0);
}
static Z f_atan(Z z, Trouble *t) { return turned_back(f_atanh(turned(z), t)); }

/* ---- exponentials ---- */

static Z check_range(Z r, Trouble *t) {
    if (isinf(r.re) || isinf(r.im)) *t = RANGE;
    return r;
}

static Z f_exp(Z z, Trouble *t) {
    if (!finite_z(z)) {
        if (isinf(z.im) && (isfinite(z.re) || z.re == INFINITY)) *t = DOMAIN;
        if (isinf(z.im) && z.re == -INFINITY) return z_of(0, 0);
        return by_libm(cexp, z);
    }
    double l = z.re > LOG_LARGE ? exp(z.re - 1.0) : exp(z.re), more = z.re > LOG_LARGE ? E : 1.0;
    return check_range(z_of(l * cos(z.im) * more, l * sin(z.im) * more), t);
}
static Z f_cosh(Z z, Trouble *t) {
    if (!finite_z(z)) {
        if (isinf(z.im) && z.re == z.re) *t = DOMAIN;
        if (z.re != z.re && z.im == 0) return z_of(NAN, 0);
        return by_libm(ccosh, z);
    }
    if (fabs(z.re) > LOG_LARGE) {
        double x = z.re - copysign(1.0, z.re);
        return check_range(z_of(cos(z.im) * cosh(x) * E, sin(z.im) * sinh(x) * E), t);
    }
    return check_range(z_of(cos(z.im) * cosh(z.re), sin(z.im) * sinh(z.re)), t);
}
static Z f_sinh(Z z, Trouble *t) {
    if (!finite_z(z)) {
        if (isinf(z.im) && z.re == z.re) *t = DOMAIN;
        if (z.re == 0 && z.im != z.im) return z_of(0, NAN);
        return by_libm(csinh, z);
    }
    if (fabs(z.re) > LOG_LARGE) {
        double x = z.re - copysign(1.0, z.re);
        return check_range(z_of(cos(z.im) * sinh(x) * E, sin(z.im) * cosh(x) * E), t);
    }
    return check_range(z_of(cos(z.im) * sinh(z.re), sin(z.im) * cosh(z.re)), t);
}
static Z f_tanh(Z z, Trouble *t) {
    if (!finite_z(z)) {
        if (isinf(z.im) && isfinite(z.re)) *t = DOMAIN;
        if (isinf(z.re) && isinf(z.im)) return z_of(copysign(1, z.re), 0);
        if (z.re == 0 && z.im != z.im) return z_of(NAN, NAN);
        return by_libm(ctanh, z);
    }
    if (fabs(z.re) > LOG_LARGE)
        return z_of(copysign(1.0, z.re), 4.0 * sin(z.im) * cos(z.im) * exp(-2.0 * fabs(z.re)));
    double x = tanh(z.re), y = tan(z.im), c = 1.0 / cosh(z.re), xy = x * y, below = 1.0 + xy * xy;
    return z_of(x * (1.0 + y * y) / below, y / below * c * c);
}
static Z f_cos(Z z, Trouble *t) { return f_cosh(turned(z), t); }
static Z f_sin(Z z, Trouble *t) { return turned_back(f_sinh(turned(z), t)); }
static Z f_tan(Z z, Trouble *t) { return turned_back(f_tanh(turned(z), t)); }

/* ---- natives ---- */

/* A number as complex: by __complex__, or as a real one. */
static bool arg(kr_vm *vm, Value v, Z *z) {
    if (!kr__has_kind(vm, v, KR_K_COMPLEX)) {
        Value c = kr__is_ref(v) ? kr__call_special(vm, v, KR_N___complex__, NULL, 0) : KR_UNSET;
        if (kr__failed(c) && kr__pending(vm)) return false;
        if (kr__failed(c)) {
            z->im = 0;
            return kr__real_of(vm, v, &z->re);
        }
        if (!kr__has_kind(vm, c, KR_K_COMPLEX))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "__complex__ returned non-complex (type %T)", c);
        v = c;
    }
    return kr__complex_from(vm, v, z) > 0;
}
static bool fine(kr_vm *vm, Trouble t) {
    if (t == DOMAIN) return kr__raise_false(vm, KR_T_X_VALUEERROR, "math domain error");
    return t == FINE || kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "math range error");
}
static Value one(kr_vm *vm, Value v, Function f) {
    Z z;
    Trouble t = FINE;
    if (!arg(vm, v, &z)) return KR_FAILED;
    z = f(z, &t);
    return fine(vm, t) ? kr__complex_new(vm, z.re, z.im) : KR_FAILED;
}
#define ONE(name) \
    static Value c_##name(kr_vm *vm, Value *a, int n) { return (void)n, one(vm, a[0], f_##name); }
ONE(acos)
ONE(acosh)
ONE(asin)
ONE(asinh)
ONE(atan)
ONE(atanh)
ONE(cos)
ONE(cosh)
ONE(exp)
ONE(log10)
ONE(sin)
ONE(sinh)
ONE(sqrt)
ONE(tan)
ONE(tanh)

static Value c_log(kr_vm *vm, Value *a, int n) {
    (void)n;
    Z z, base;
    Trouble t = FINE;
    if (!arg(vm, a[0], &z)) return KR_FAILED;
    z = f_log(z, &t);
    if (kr__ok(a[1])) {
        if (!arg(vm, a[1], &base)) return KR_FAILED;
        base = f_log(base, &t);
        if (base.re == 0 && base.im == 0) t = DOMAIN;
    }
    if (!fine(vm, t)) return KR_FAILED;
    Value r = kr__complex_new(vm, z.re, z.im);
    if (kr__failed(r) || !kr__ok(a[1])) return r;
    Value below = kr__complex_new(vm, base.re, base.im);
    return kr__ok(below) ? kr__binary(vm, r, below, KR_N___truediv__) : below;
}

static double size(Z z) { return hypot(z.re, z.im); }

static Value c_phase(kr_vm *vm, Value *a, int n) {
    (void)n;
    Z z;
    if (!arg(vm, a[0], &z)) return KR_FAILED;
    double r = atan2(z.im, z.re);
    if (r == 0 && z.im != 0 && finite_z(z))
        return fine(vm, RANGE) ? KR_NONE_V : KR_FAILED; /* underflow */
    return kr__from_double(r);
}
static Value c_polar(kr_vm *vm, Value *a, int n) {
    (void)n;
    Z z;
    if (!arg(vm, a[0], &z)) return KR_FAILED;
    double r = size(z);
    if (isinf(r) && finite_z(z)) return fine(vm, RANGE) ? KR_NONE_V : KR_FAILED;
    Value both[2] = {kr__from_double(r), kr__from_double(atan2(z.im, z.re))};
    return kr__tuple_new(vm, both, 2);
}
static Value c_rect(kr_vm *vm, Value *a, int n) {
    (void)n;
    double r, phi;
    if (!kr__real_of(vm, a[0], &r) || !kr__real_of(vm, a[1], &phi)) return KR_FAILED;
    Z z;
    if (isfinite(r) && isfinite(phi)) {
        z = phi == 0 ? z_of(r, r * phi) : z_of(r * cos(phi), r * sin(phi));
    } else if (isinf(phi) && r != 0 && r == r) {
        return fine(vm, DOMAIN) ? KR_NONE_V : KR_FAILED;
    } else if (isinf(r) && isfinite(phi)) {
        z = phi == 0 ? z_of(r, copysign(0.0, r) * phi) : z_of(r * cos(phi), r * sin(phi));
    } else if (r == 0) {
        z = z_of(0, 0);
    } else {
        z = z_of(isinf(r) ? INFINITY : NAN, phi == 0 ? 0 : NAN);
    }
    return kr__complex_new(vm, z.re, z.im);
}

#define TEST(name, expr)                                \
    static Value c_##name(kr_vm *vm, Value *a, int n) { \
        (void)n;                                        \
        Z z;                                            \
        return arg(vm, a[0], &z) ? (expr) : KR_FAILED;  \
    }
TEST(isfinite, kr__bool(finite_z(z)))
TEST(isinf, kr__bool(isinf(z.re) || isinf(z.im)))
TEST(isnan, kr__bool(z.re != z.re || z.im != z.im))

static Value c_isclose(kr_vm *vm, Value *a, int n) { /* a, b, rel_tol, abs_tol */
    (void)n;
    Z x, y;
    double relative = 1e-9, absolute = 0;
    if (!arg(vm, a[0], &x) || !arg(vm, a[1], &y)) return KR_FAILED;
    if (kr__ok(a[2]) && !kr__real_of(vm, a[2], &relative)) return KR_FAILED;
    if (kr__ok(a[3]) && !kr__real_of(vm, a[3], &absolute)) return KR_FAILED;
    if (relative < 0 || absolute < 0) return kr__raise_value(vm, "tolerances must be non-negative");
    if (x.re == y.re && x.im == y.im) return KR_TRUE_V;
    if (isinf(x.re) || isinf(x.im) || isinf(y.re) || isinf(y.im)) return KR_FALSE_V;
    double apart = size(z_of(x.re - y.re, x.im - y.im));
    return kr__bool(apart <= relative * size(y) || apart <= relative * size(x) ||
                    apart <= absolute);
}

#define F(name, doc) \
    { #name "(z, /)", c_##name, doc, 0 }
static const KrFnDef functions[] = {
    F(acos, "Return the arc cosine of z."),
    F(acosh, "Return the inverse hyperbolic cosine of z."),
    F(asin, "Return the arc sine of z."),
    F(asinh, "Return the inverse hyperbolic sine of z."),
    F(atan, "Return the arc tangent of z."),
    F(atanh, "Return the inverse hyperbolic tangent of z."),
    F(cos, "Return the cosine of z."),
    F(cosh, "Return the hyperbolic cosine of z."),
    F(exp, "Return the exponential value e**z."),
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", c_isclose,
     "Determine whether two complex numbers are close in value.", 0},
    F(isfinite, "Return True if both the real and imaginary parts of z are finite, else False."),
    F(isinf, "Checks if the real or imaginary part of z is infinite."),
    F(isnan, "Checks if the real or imaginary part of z not a number (NaN)."),
    {"log(z, base=<unrepresentable>, /)", c_log,
     "log(z[, base]) -> the logarithm of z to the given base.", 0},
    F(log10, "Return the base-10 logarithm of z."),
    F(phase, "Return argument, also known as the phase angle, of a complex."),
    F(polar, "Convert a complex from rectangular coordinates to polar coordinates."),
    {"rect(r, phi, /)", c_rect, "Convert from polar coordinates to rectangular coordinates.", 0},
    F(sin, "Return the sine of z."),
    F(sinh, "Return the hyperbolic sine of z."),
    F(sqrt, "Return the square root of z."),
    F(tan, "Return the tangent of z."),
    F(tanh, "Return the hyperbolic tangent of z."),
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    Value infj = kr__complex_new(vm, 0, INFINITY), nanj = kr__complex_new(vm, 0, NAN);
    return kr__ok(infj) && kr__ok(nanj) && kr__module_add(vm, m, "pi", kr__from_double(PI)) &&
           kr__module_add(vm, m, "e", kr__from_double(E)) &&
           kr__module_add(vm, m, "tau", kr__from_double(2 * PI)) &&
           kr__module_add(vm, m, "inf", kr__from_double(INFINITY)) &&
           kr__module_add(vm, m, "infj", infj) &&
           kr__module_add(vm, m, "nan", kr__from_double(NAN)) &&
           kr__module_add(vm, m, "nanj", nanj);
}

const KrModuleDef kr__module_cmath = {
    .name = "cmath",
    .doc = "This module provides access to mathematical functions for complex\nnumbers.",
    .functions = functions,
    .init = init,
};

/* SPDX-License-Identifier: MIT
 * math_gamma.c: gamma and its logarithm by Lanczos' approximation with g = 6.0246..., thirteen terms (the published
 * coefficients of Boost's lanczos13m53, whose numerator and denominator are rational functions of x). libm's own would
 * differ from CPython's in the last digits. */
#include <math.h>

#include "lib/math_parts.h"

#define PI 3.14159265358979323846
#define LOG_PI 1.144729885849400174143427351353058711647
#define G 6.024680040776729583740234375
#define G_LESS_HALF 5.524680040776729583740234375
enum { TERMS = 13, LAST_EXACT = 23 };

static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* x (x + 1) ... (x + 11), expanded */
static const double denominator[TERMS] = {
    0,       39916800, 120543840, 150917976, 105258076, 45995730, 13339535,
    2637558, 357423,   32670,     1925,      66,        1,
};

/* sin(pi x), exact at the multiples of 1/2. */
static double sin_pi(double x) {
    double y = fmod(fabs(x), 2.0), r = 0;
    switch ((int)round(2.0 * y)) {
    case 0: r = sin(PI * y); break;
    case 1: r = cos(PI * (y - 0.5)); break;
    case 2: r = sin(PI * (1.0 - y)); break;
    case 3: r = -cos(PI * (y - 1.5)); break;
    default: r = sin(PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * r;
}

/* The rational function at x > 0; by powers of 1/x where those of x would lose precision. */
static double lanczos(double x) {
    double p = 0, q = 0;
    if (x < 5.0) {
        for (int i = TERMS; i-- > 0;) {
            p = p * x + numerator[i];
            q = q * x + denominator[i];
        }
    } else {
        for (int i = 0; i < TERMS; i++) {
            p = p / x + numerator[i];
            q = q / x + denominator[i];
        }
    }
    return p / q;
}

static double factorial_before(int n) {
    double f = 1;
    for (int i = 2; i < n; i++) f *= i; /* exact up to 22! */
    return f;
}

double kr__gamma(double x) {
    double w = fabs(x);
    if (x != x || x == INFINITY) return x;
    if (x == -INFINITY || x == 0) return NAN;
    if (x == floor(x)) {
        if (x < 0) return NAN;
        if (x <= LAST_EXACT) return factorial_before((int)x);
    }
    if (w < 1e-20) return 1.0 / x;
    if (w > 200.0) return x < 0 ? 0.0 / sin_pi(x) : INFINITY;
    /* z: what rounding took from y, as a share of the result */
    double y = w + G_LESS_HALF;
    double z = w > G_LESS_HALF ? (y - w) - G_LESS_HALF : (y - G_LESS_HALF) - w;
    z = z * G / y;
    bool split = w >= 140.0; /* the power alone would overflow */
    double power = split ? pow(y, w / 2.0 - 0.25) : pow(y, w - 0.5), r;
    if (x < 0) {
        r = -PI / sin_pi(w) / w * exp(y) / lanczos(w);
        r -= z * r;
        r /= power;
        return split ? r / power : r;
    }
    r = lanczos(w) / exp(y);
    r += z * r;
    r *= power;
    return split ? r * power : r;
}

double kr__lgamma(double x) {
    if (x != x) return x;
    if (isinf(x)) return INFINITY;
    if (x == floor(x) && x <= 2.0) return x <= 0 ? NAN : 0.0;
    double w = fabs(x);
    if (w < 1e-20) return -log(w);
    double r = log(lanczos(w)) - G;
    r += (w - 0.5) * (log(w + G - 0.5) - 1);
    if (x < 0) r = LOG_PI - log(fabs(sin_pi(w))) - log(w) - r;
    return r;
}

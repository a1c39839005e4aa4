/* SPDX-License-Identifier: MIT
 * dtoa_parse.c: text to doubles, correctly rounded.
 *
 * A decimal number is w * 10^q with the first 19 digits in w. Small ones are exact products of exact
 * doubles. Else one product with 128 bits of the power of ten decides nearly always. What it leaves
 * open lies so close to the middle between two doubles that comparing the whole text with that
 * middle, in exact integers, settles it. */
#include "base/dtoa.h"

#include <float.h>
#include <math.h>

#include "base/dtoa_pow10.h"

/* ---- scanning ---- */

/* (w + something below 1, if more) * 10^q */
typedef struct Decimal {
    uint64_t w;
    int64_t q;
    bool more;           /* digits that are not zero were left out of w */
    const char *s, *end; /* the digits and the point, without the exponent */
} Decimal;

KR_INLINE bool is_digit(char c) { return (unsigned char)(c - '0') < 10; }

/* Adds one digit to d, behind the point or not. */
KR_INLINE void add_digit(Decimal *d, int *count, char c, bool fraction) {
    if (*count < 19) {
        d->w = d->w * 10 + (unsigned)(c - '0');
        *count += d->w != 0;
        d->q -= fraction;
    } else {
        d->more |= c != '0';
        d->q += !fraction;
    }
}

/* An exponent's digits, far beyond all that matters at most; 0 when there are none. */
static size_t scan_exponent(const char *s, const char *end, int64_t *exp) {
    const char *p = s;
    bool neg = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) p++;
    if (p == end || !is_digit(*p)) return 0;
    int64_t x = 0;
    for (; p < end && is_digit(*p); p++) {
        if (x < (int64_t)1 << 40) x = x * 10 + (*p - '0');
    }
    *exp = neg ? -x : x;
    return (size_t)(p - s);
}

/* The longest number at s without a sign; its length, or 0. */
static size_t scan(const char *s, const char *end, Decimal *d) {
    const char *p = s;
    int count = 0;
    bool any = false;
    *d = (Decimal){.s = s};
    for (; p < end && is_digit(*p); p++, any = true) add_digit(d, &count, *p, false);
    if (p < end && *p == '.' && (any || (p + 1 < end && is_digit(p[1])))) {
        for (p++; p < end && is_digit(*p); p++) add_digit(d, &count, *p, true);
        any = true;
    }
    if (!any) return 0;
    d->end = p;
    if (p < end && (*p | 0x20) == 'e') {
        int64_t exp;
        size_t n = scan_exponent(p + 1, end, &exp);
        if (n) {
            p += 1 + n;
            d->q += exp;
        }
    }
    return (size_t)(p - s);
}

/* ---- rounding ---- */

/* n * 2^e as a double, n up to 2^53 and exact; infinity when too large. */
static double assemble(uint64_t n, int e) { return ldexp((double)n, e); }

/* How a product p = w * T(q) becomes a double: p / 2^shift is the mantissa, 2^exp its unit. */
typedef struct Scale {
    uint64_t p[3];
    int shift, exp;
} Scale;

static Scale scale_for(uint64_t w, int q) {
    Scale s;
    int lead = __builtin_clzll(w);
    kr__pow10_mul(w << lead, q, s.p);
    int unit = kr__log2_pow10(q) - 127 - lead; /* value = p * 2^unit, p has 191 or 192 bits */
    s.shift = (s.p[0] >> 63 ? 192 : 191) - 53;
    if (unit + s.shift < -1074) s.shift = -1074 - unit; /* subnormal: fewer bits */
    s.exp = unit + s.shift;
    return s;
}

/* w * 10^q rounded, when one product decides it. *n: the mantissa, rounded down when it does not. */
static bool round_once(uint64_t w, int q, uint64_t *n, int *exp) {
    Scale s = scale_for(w, q);
    *exp = s.exp;
    *n = 0;
    if (s.shift > 193) return true;
    return kr__round192(s.p, s.shift, q >= 0 && q <= KR_POW10_EXACT, n);
}

/* ---- exact comparison ---- */

/* 800 digits and a power of two, or 309 digits and a power of ten, with room to shift. */
enum { BIG_WORDS = 136, MOST_DIGITS = 800 };

typedef struct Big {
    uint64_t w[BIG_WORDS];
    int n;
} Big;

/* b = b * x + add */
static void big_muladd(Big *b, uint64_t x, uint64_t add) {
    uint64_t carry = add;
    for (int i = 0; i < b->n; i++) {
        uint64_t high, low = kr__mul64(b->w[i], x, &high);
        low += carry;
        carry = high + (low < carry);
        b->w[i] = low;
    }
    if (carry) b->w[b->n++] = carry;
}

static void big_mul_pow10(Big *b, int64_t e) {
    for (; e >= 19; e -= 19) big_muladd(b, 10000000000000000000u, 0);
    uint64_t x = 1;
    for (; e > 0; e--) x *= 10;
    big_muladd(b, x, 0);
}

static void big_shl(Big *b, int bits) {
    for (; bits > 0; bits -= 60) big_muladd(b, (uint64_t)1 << (bits < 60 ? bits : 60), 0);
}

static int big_cmp(const Big *a, const Big *b) {
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    for (int i = a->n; i-- > 0;) {
        if (a->w[i] != b->w[i]) return a->w[i] < b->w[i] ? -1 : 1;
    }
    return 0;
}

/* Reads the digits between s and end, up to MOST_DIGITS of them, and drops the rest: *more says
 * whether any of these is not zero. Returns how many of all were behind the point, less those dropped;
 * so the number is b * 10^-that. */
static int64_t big_read(Big *b, const Decimal *d, bool *more) {
    int64_t behind = 0;
    int count = 0;
    bool fraction = false;
    b->n = 0;
    *more = false;
    for (const char *p = d->s; p < d->end; p++) {
        if (*p == '.') {
            fraction = true;
        } else if (count < MOST_DIGITS) {
            big_muladd(b, 10, (unsigned)(*p - '0'));
            count += b->n > 0;
            behind += fraction;
        } else {
            *more |= *p != '0';
            behind -= !fraction;
        }
    }
    return behind;
}

/* Whether d is more or less than (2 n + 1) * 2^(exp - 1), or equal to it. exp10: d's exponent. */
static int compare_middle(const Decimal *d, int64_t exp10, uint64_t n, int exp) {
    Big text, middle = {.w = {2 * n + 1}, .n = 1};
    bool more;
    int64_t q = exp10 - big_read(&text, d, &more);
    int e = exp - 1;
    if (q >= 0)
        big_mul_pow10(&text, q);
    else
        big_mul_pow10(&middle, -q);
    if (e >= 0)
        big_shl(&middle, e);
    else
        big_shl(&text, -e);
    int c = big_cmp(&text, &middle);
    return c == 0 && more ? 1 : c;
}

/* The exponent that d's text has behind its digits. */
static int64_t written_exponent(const Decimal *d, const char *end) {
    int64_t exp = 0;
    if (d->end < end && (*d->end | 0x20) == 'e') scan_exponent(d->end + 1, end, &exp);
    return exp;
}

/* d, whose text with its exponent ends at `end`, as a double. */
static double to_double(const Decimal *d, const char *end) {
    static const double exact[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (d->w == 0) return 0;
#if FLT_EVAL_METHOD == 0
    if (d->w <= (uint64_t)1 << 53 && !d->more && d->q >= -22 && d->q <= 22) {
        return d->q < 0 ? (double)d->w / exact[-d->q] : (double)d->w * exact[d->q];
    }
#endif
    if (d->q > 310) return HUGE_VAL;
    if (d->q < KR_POW10_FIRST) return 0; /* w is below 10^19: less than half the least double */
    uint64_t n, n2;
    int exp, exp2;
    bool sure = round_once(d->w, (int)d->q, &n, &exp);
    if (sure && !d->more) return assemble(n, exp);
    if (sure) {
        sure = round_once(d->w + 1, (int)d->q, &n2, &exp2);
        if (sure && assemble(n, exp) == assemble(n2, exp2)) return assemble(n, exp);
        Scale s = scale_for(d->w, (int)d->q); /* rounded down, to compare with the middle above */
        n = s.shift < 192 ? s.p[0] >> (s.shift - 128) : 0;
    }
    int c = compare_middle(d, written_exponent(d, end), n, exp);
    return assemble(n + (c > 0 || (c == 0 && (n & 1))), exp);
}

/* ---- words ---- */

/* Length of `word` when s begins with it in any case; else 0. */
static size_t match(const char *s, size_t n, const char *word) {
    size_t len = strlen(word);
    if (n < len) return 0;
    for (size_t i = 0; i < len; i++) {
        if ((s[i] | 0x20) != word[i]) return 0;
    }
    return len;
}

/* inf, infinity or nan, without sign; the length, or 0. */
static size_t parse_word(const char *s, size_t n, double *out) {
    size_t len = match(s, n, "infinity");
    if (len == 0) len = match(s, n, "inf");
    *out = HUGE_VAL;
    if (len) return len;
    *out = NAN;
    return match(s, n, "nan");
}

/* See dtoa.h. */
size_t kr__float_parse(const char *s, size_t n, double *out) {
    size_t sign = n > 0 && (*s == '-' || *s == '+');
    const char *p = s + sign;
    if (n == sign) return 0;
    Decimal d;
    size_t len = scan(p, s + n, &d);
    double x;
    if (len)
        x = to_double(&d, p + len);
    else
        len = parse_word(p, n - sign, &x);
    if (len == 0) return 0;
    *out = sign && *s == '-' ? -x : x;
    return sign + len;
}

/* ---- hexadecimal ---- */

static int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* m * 2^e with a sticky lowest bit, m not zero: rounded half-even. */
static KrHexResult hex_round(uint64_t m, int64_t e, double *out) {
    int lead = __builtin_clzll(m);
    m <<= lead;
    e -= lead;
    if (e > 1024 - 64) return KR_HEX_OVERFLOW;
    if (e < -1074 - 65) {
        *out = 0;
        return KR_HEX_OK;
    }
    int drop = e + 11 < -1074 ? (int)(-1074 - e) : 11; /* 11..65 bits */
    uint64_t n = drop < 64 ? m >> drop : 0;
    bool up;
    if (drop > 64) {
        up = false;
    } else {
        uint64_t half = (uint64_t)1 << (drop - 1), rest = drop == 64 ? m : m & (2 * half - 1);
        up = rest > half || (rest == half && (n & 1));
    }
    *out = assemble(n + up, (int)e + drop);
    return isinf(*out) ? KR_HEX_OVERFLOW : KR_HEX_OK;
}

/* Hexadecimal digits with an optional point and exponent, from *p on; steps over them. */
static KrHexResult hex_number(const char **p, const char *end, double *out) {
    const char *s = *p;
    if (end - s >= 2 && s[0] == '0' && (s[1] | 0x20) == 'x') s += 2;
    uint64_t m = 0;
    int64_t e = 0;
    bool any = false, fraction = false;
    for (; s < end; s++) {
        if (*s == '.' && !fraction) {
            fraction = true;
            continue;
        }
        int digit = hex_digit(*s);
        if (digit < 0) break;
        any = true;
        if (m >> 59) {
            m |= digit != 0;
            e += fraction ? 0 : 4;
        } else {
            m = m << 4 | (unsigned)digit;
            e -= fraction ? 4 : 0;
        }
    }
    if (!any) return KR_HEX_INVALID;
    if (s < end && (*s | 0x20) == 'p') {
        int64_t exp;
        size_t n = scan_exponent(s + 1, end, &exp);
        if (n == 0) return KR_HEX_INVALID;
        s += 1 + n;
        e += exp;
    }
    *p = s;
    *out = 0;
    return m == 0 ? KR_HEX_OK : hex_round(m, e, out);
}

KR_INLINE bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* See dtoa.h. What is invalid behind a number that is too large is invalid all the same. */
KrHexResult kr__float_from_hex(const char *s, size_t n, double *out) {
    const char *end = s + n;
    while (s < end && is_blank(*s)) s++;
    while (end > s && is_blank(end[-1])) end--;
    if (s == end) return KR_HEX_INVALID;
    bool neg = *s == '-';
    if (*s == '-' || *s == '+') s++;
    double x;
    KrHexResult result = KR_HEX_OK;
    size_t len = parse_word(s, (size_t)(end - s), &x);
    if (len)
        s += len;
    else
        result = hex_number(&s, end, &x);
    if (result == KR_HEX_INVALID || s != end) return KR_HEX_INVALID;
    *out = neg ? -x : x;
    return result;
}

/* SPDX-License-Identifier: MIT
 * dtoa.c: integers and doubles to text.
 *
 * Shortest digits: the interval of all reals that read back as d is scaled by a power of ten so that
 * it is between 2 and 40 wide; the multiples of 10, else of 1, inside it are the candidates. Scaling
 * multiplies with 128 bits of the power, rounded up, and keeps one sticky bit, which is enough for
 * exact comparisons (Giulietti's Schubfach; the proof is in his paper).
 *
 * Given numbers of digits: one product with 128 bits of a power of ten decides nearly always; when it
 * does not, or many digits are wanted, the number is written out in full: m * 2^e is the integer
 * m * 2^e, or m * 5^-e behind a decimal point. */
#include "base/dtoa.h"

#include <math.h>

#include "base/dtoa_pow10.h"

/* ---- integers ---- */

static const char pairs[201] =
    "00010203040506070809101112131415161718192021222324252627282930313233"
    "34353637383940414243444546474849505152535455565758596061626364656667"
    "6869707172737475767778798081828384858687888990919293949596979899";

/* Decimal digits of x; 1 for 0. */
static int count_digits(uint64_t x) {
    x |= 1;
    int guess = (64 - __builtin_clzll(x)) * 1233 >> 12; /* times log10(2): right or one too few */
    uint64_t power = kr__pow10_top[guess - KR_POW10_FIRST][0] >> (63 - kr__log2_pow10(guess));
    return guess + (x >= power);
}

/* Writes x so that its last digit is before `end`, n digits in all, zeros in front. */
static void write_digits(char *end, uint64_t x, int n) {
    for (; n >= 2; n -= 2) {
        end -= 2;
        memcpy(end, pairs + x % 100 * 2, 2);
        x /= 100;
    }
    if (n) *--end = (char)('0' + x % 10);
}

/* See dtoa.h. */
size_t kr__u64_to_text(char *out, uint64_t x) {
    int n = count_digits(x);
    write_digits(out + n, x, n);
    return (size_t)n;
}

/* See dtoa.h. */
size_t kr__i64_to_text(char *out, int64_t x) {
    if (x >= 0) return kr__u64_to_text(out, (uint64_t)x);
    *out = '-';
    return 1 + kr__u64_to_text(out + 1, -(uint64_t)x);
}

/* See dtoa.h. */
bool kr__text_to_i64(const char *s, size_t n, int64_t *out) {
    bool neg = n > 0 && *s == '-';
    if (n > 0 && (*s == '-' || *s == '+')) {
        s++;
        n--;
    }
    if (n == 0) return false;
    uint64_t x = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned)(s[i] - '0');
        if (digit > 9) return false;
        if (__builtin_mul_overflow(x, 10, &x) || __builtin_add_overflow(x, digit, &x)) return false;
    }
    if (x > (uint64_t)INT64_MAX + neg) return false;
    *out = (int64_t)(neg ? -x : x);
    return true;
}

/* ---- the parts of a double ---- */

/* |d| = m * 2^e; m < 2^53. */
typedef struct Parts {
    uint64_t m;
    int e;
    bool neg, power; /* power: m is 2^52 and the next smaller double is only half as far away */
} Parts;

static Parts split(double d) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    uint64_t low = bits & (((uint64_t)1 << 52) - 1);
    int exp = (int)(bits >> 52 & 0x7FF);
    if (exp == 0) return (Parts){low, -1074, bits >> 63, false};
    return (Parts){low | (uint64_t)1 << 52, exp - 1075, bits >> 63, low == 0 && exp > 1};
}

/* ---- shortest digits ---- */

/* The top 64 of the 192 bits of g * x, the lowest set when anything below is more than noise. */
KR_INLINE uint64_t mul_sticky(uint64_t g_high, uint64_t g_low, uint64_t x) {
    uint64_t x1, y1, y0;
    kr__mul64(g_low, x, &x1);
    y0 = kr__mul64(g_high, x, &y1);
    y0 += x1;
    y1 += y0 < x1;
    return y1 | (y0 > 1);
}

/* x without its trailing zeros; *zeros is their number. */
static uint64_t strip_zeros(uint64_t x, int *zeros) {
    *zeros = 0;
    if (x % 100000000 == 0) {
        x /= 100000000;
        *zeros = 8;
    }
    while (x % 10 == 0) {
        x /= 10;
        ++*zeros;
    }
    return x;
}

/* digits * 10^exp in its final form. */
static KrShortest finish_shortest(uint64_t digits, int exp) {
    int zeros;
    digits = strip_zeros(digits, &zeros);
    int count = count_digits(digits);
    return (KrShortest){digits, count, exp + zeros + count};
}

/* See dtoa.h. */
KrShortest kr__float_shortest(double d) {
    Parts v = split(d);
    if (v.e <= 0 && v.e > -53 && (v.m & (((uint64_t)1 << -v.e) - 1)) == 0) {
        return finish_shortest(v.m >> -v.e, 0); /* integers: neighbours are one or less away */
    }
    bool even = (v.m & 1) == 0; /* the interval's ends read back as d too */
    /* Four times the middle and the ends, in units of 2^e. */
    uint64_t mid = 4 * v.m, left = mid - 2 + v.power, right = mid + 2;
    int k = v.power ? (v.e * 1262611 - 524031) >> 22 : kr__log10_pow2(v.e);
    int h = v.e + kr__log2_pow10(-k) + 1;
    const uint64_t *g = kr__pow10_top[-k - KR_POW10_FIRST];
    uint64_t g_low = g[1], g_high = g[0];
    if (-k < 0 || -k > KR_POW10_EXACT) { /* the table rounds down, this needs up */
        g_low++;
        g_high += g_low == 0;
    }
    /* All three in units of a quarter of 10^k. */
    uint64_t vl = mul_sticky(g_high, g_low, left << h);
    uint64_t vm = mul_sticky(g_high, g_low, mid << h);
    uint64_t vr = mul_sticky(g_high, g_low, right << h);
    uint64_t lower = vl + !even, upper = vr - !even, s = vm / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool down = lower <= 40 * tens, up = 40 * tens + 40 <= upper;
        if (down != up) return finish_shortest(tens + up, k + 1);
    }
    bool down = lower <= 4 * s, up = 4 * s + 4 <= upper;
    if (down != up) return finish_shortest(s + up, k);
    uint64_t half = 4 * s + 2;
    bool nearer = vm > half || (vm == half && (s & 1));
    return finish_shortest(s + nearer, k);
}

/* ---- all digits ---- */

enum { BIG_WORDS = 48 };

/* w = w * x for n words; returns the new n. */
static int big_mul(uint64_t *w, int n, uint64_t x) {
    uint64_t carry = 0;
    for (int i = 0; i < n; i++) {
        uint64_t high, low = kr__mul64(w[i], x, &high);
        low += carry;
        carry = high + (low < carry);
        w[i] = low;
    }
    if (carry) w[n++] = carry;
    return n;
}

/* Divides n words by 10^9; returns the remainder. */
static uint32_t big_div(uint64_t *w, int n) {
    uint64_t rest = 0;
    for (int i = n; i-- > 0;) {
        uint64_t high = rest << 32 | w[i] >> 32;
        uint64_t low = high % 1000000000 << 32 | (uint32_t)w[i];
        w[i] = high / 1000000000 << 32 | low / 1000000000;
        rest = low % 1000000000;
    }
    return (uint32_t)rest;
}

/* m * 2^e as an integer, or m * 5^-e; returns the number of words. */
static int big_from(uint64_t w[BIG_WORDS], Parts v) {
    w[0] = v.m;
    int n = 1;
    for (; v.e < 0; v.e += 27) {
        uint64_t five = 1;
        for (int i = v.e < -27 ? 27 : -v.e; i > 0; i--) five *= 5;
        n = big_mul(w, n, five);
        if (v.e >= -27) return n;
    }
    for (; v.e > 0; v.e -= 60) n = big_mul(w, n, (uint64_t)1 << (v.e < 60 ? v.e : 60));
    return n;
}

/* Every digit of |d| (not zero), trailing zeros too; returns their number, at most 767 + 309. */
static int all_digits(Parts v, char out[KR_FLOAT_MAX_DIGITS], int *point) {
    uint64_t w[BIG_WORDS];
    char text[KR_FLOAT_MAX_DIGITS];
    int n = big_from(w, v), at = KR_FLOAT_MAX_DIGITS;
    while (n > 0) {
        uint32_t nine = big_div(w, n);
        while (n > 0 && w[n - 1] == 0) n--;
        at -= 9;
        write_digits(text + at + 9, nine, 9);
    }
    while (text[at] == '0') at++;
    int count = KR_FLOAT_MAX_DIGITS - at;
    memcpy(out, text + at, (size_t)count);
    *point = count + (v.e < 0 ? v.e : 0);
    return count;
}

/* True when digits[cut..count) are more than half a unit of the digit before, or half and that digit
 * is odd. */
static bool rounds_up(const char *digits, int count, int cut) {
    if (cut >= count || cut < 0) return false;
    if (digits[cut] != '5') return digits[cut] > '5';
    for (int i = cut + 1; i < count; i++) {
        if (digits[i] != '0') return true;
    }
    return cut > 0 && (digits[cut - 1] & 1);
}

/* Adds one to the last of n digits; returns the new n, without trailing zeros. */
static int count_up(char *digits, int n, int *point) {
    while (n > 0 && digits[n - 1] == '9') n--;
    if (n > 0) {
        digits[n - 1]++;
        return n;
    }
    digits[0] = '1';
    ++*point;
    return 1;
}

/* kr__float_digits by writing all digits and cutting. */
static int digits_exactly(Parts v, bool significant, int n, char *out, int *point) {
    int count = all_digits(v, out, point);
    int64_t cut = significant ? n : (int64_t)*point + n;
    if (cut < count) {
        bool up = rounds_up(out, count, cut < 0 ? -1 : (int)cut);
        count = cut < 0 ? 0 : (int)cut;
        if (up) count = count_up(out, count, point);
    }
    while (count > 0 && out[count - 1] == '0') count--;
    return count;
}

/* *n = |d| * 10^scale, rounded half-even. False: too large, or the product does not decide it. */
static bool scaled(Parts v, int scale, uint64_t *n) {
    if (scale < KR_POW10_FIRST || scale > KR_POW10_LAST) return false;
    int lead = __builtin_clzll(v.m);
    uint64_t p[3];
    kr__pow10_mul(v.m << lead, scale, p);
    int shift = 127 - kr__log2_pow10(scale) - (v.e - lead);
    if (shift < 129) return false;
    if (shift > 193) {
        *n = 0;
        return true;
    }
    return kr__round192(p, shift, scale >= 0 && scale <= KR_POW10_EXACT, n);
}

/* kr__float_digits by one product; -1 when that does not do. */
static int digits_quickly(Parts v, bool significant, int n, char *out, int *point) {
    uint64_t x;
    if (significant) {
        if (n > 17) return -1;
        int scale = n - 1 - kr__log10_pow2(v.e + 63 - __builtin_clzll(v.m));
        if (!scaled(v, scale, &x)) return -1;
        if (count_digits(x) > n && !scaled(v, --scale, &x)) return -1;
        n = scale;
    } else if (!scaled(v, n, &x)) {
        return -1;
    }
    if (x == 0) {
        *point = -n;
        return 0;
    }
    int count = count_digits(x);
    *point = count - n;
    write_digits(out + count, x, count);
    while (out[count - 1] == '0') count--;
    return count;
}

/* See dtoa.h. */
int kr__float_digits(double d, bool significant, int n, char out[KR_FLOAT_MAX_DIGITS], int *point) {
    Parts v = split(d);
    *point = 0;
    if (v.m == 0) return 0;
    int count = digits_quickly(v, significant, n, out, point);
    return count >= 0 ? count : digits_exactly(v, significant, n, out, point);
}

/* ---- layout ---- */

/* Writes a decimal exponent with its sign and at least two digits; returns the end. */
static char *write_exponent(char *out, int exp) {
    *out++ = exp < 0 ? '-' : '+';
    unsigned x = (unsigned)(exp < 0 ? -exp : exp);
    if (x >= 100) *out++ = (char)('0' + x / 100);
    memcpy(out, pairs + x % 100 * 2, 2);
    return out + 2;
}

/* Digits to lay out: count of them, zeros beyond; the point is before number `point`, the last shown
 * is before number `end`. */
typedef struct Layout {
    const char *digits;
    int count, point;
    int64_t end;
    bool keep_point;
} Layout;

/* Writes digits number from..to, zeros where there are none; returns the end. */
static char *write_range(char *out, const Layout *l, int64_t from, int64_t to) {
    for (; from < to && from < 0; from++) *out++ = '0';
    int64_t stop = to < l->count ? to : l->count;
    if (from < stop) {
        memcpy(out, l->digits + from, (size_t)(stop - from));
        out += stop - from;
        from = stop;
    }
    if (from < to) {
        memset(out, '0', (size_t)(to - from));
        out += to - from;
    }
    return out;
}

static char *write_layout(char *out, const Layout *l) {
    if (l->point <= 0)
        *out++ = '0';
    else
        out = write_range(out, l, 0, l->point);
    if (l->end > l->point || l->keep_point) *out++ = '.';
    return write_range(out, l, l->point, l->end);
}

/* inf and nan, after the sign. */
static size_t write_special(double d, bool upper, char *out) {
    memcpy(out, isnan(d) ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf", 4);
    return 3;
}

/* See dtoa.h. */
size_t kr__float_repr(double d, char buf[32]) {
    return kr__float_format(d, 'r', 0, KR_FLOAT_ADD_DOT_0, buf);
}

/* See dtoa.h. */
size_t kr__float_format_room(double d, char type, int precision) {
    size_t room = (size_t)(precision < 0 ? 0 : precision) + 40;
    if (type == 'f' || type == 'F') room += 310;
    (void)d;
    return room;
}

/* Fills l and *exp (with *use_exp) for a finite number as the type wants it. */
static void lay_out(Layout *l, double d, char type, int precision, unsigned flags, char *digits,
                    bool *use_exp) {
    bool zero = d == 0;
    int want = type == 'e' ? precision : precision - 1; /* digits after the first one */
    if (type == 'r') {
        KrShortest s = zero ? (KrShortest){0, 0, 1} : kr__float_shortest(d);
        write_digits(digits + s.count, s.digits, s.count);
        l->count = s.count;
        l->point = s.point;
    } else {
        bool fixed = type == 'f';
        int n = fixed ? precision : want < KR_FLOAT_MAX_DIGITS - 1 ? want + 1 : KR_FLOAT_MAX_DIGITS;
        l->count = kr__float_digits(d, !fixed, n, digits, &l->point);
        if (zero) l->point = 1;
    }
    l->digits = digits;
    l->keep_point = (flags & KR_FLOAT_ALT) != 0;
    bool dot0 = (flags & KR_FLOAT_ADD_DOT_0) != 0;
    *use_exp = type == 'e';
    if (type == 'r') *use_exp = l->point <= -4 || l->point > 16;
    if (type == 'g') *use_exp = l->point <= -4 || l->point > precision - dot0;
    l->end = l->count;
    if (type == 'e') l->end = (int64_t)precision + 1;
    if (type == 'f') l->end = (int64_t)l->point + precision;
    if (type == 'g' && l->keep_point) l->end = precision;
}

/* See dtoa.h. */
size_t kr__float_format(double d, char type, int precision, unsigned flags, char *out) {
    char digits[KR_FLOAT_MAX_DIGITS], *start = out;
    bool upper = type >= 'A' && type <= 'Z', use_exp, neg = signbit(d) != 0;
    type |= 0x20;
    Layout l = {.count = 0};
    if (isfinite(d)) {
        if (type == 'g' && precision == 0) precision = 1;
        lay_out(&l, d, type, precision, flags, digits, &use_exp);
        if ((flags & KR_FLOAT_NO_NEG_0) && l.count == 0) neg = false;
    }
    if (neg && !isnan(d))
        *out++ = '-';
    else if (flags & KR_FLOAT_SIGN)
        *out++ = '+';
    else if (flags & KR_FLOAT_SPACE)
        *out++ = ' ';
    if (!isfinite(d)) return (size_t)(out - start) + write_special(d, upper, out);
    int exp = l.point - 1;
    if (use_exp) l.point = 1;
    int least = l.point + (!use_exp && (flags & KR_FLOAT_ADD_DOT_0));
    if (l.end < least) l.end = least;
    out = write_layout(out, &l);
    if (use_exp) {
        *out++ = upper ? 'E' : 'e';
        out = write_exponent(out, exp);
    }
    *out = 0;
    return (size_t)(out - start);
}

/* ---- hexadecimal ---- */

/* See dtoa.h. */
size_t kr__float_to_hex(double d, char buf[32]) {
    char *out = buf;
    Parts v = split(d);
    if (v.neg && !isnan(d)) *out++ = '-';
    if (!isfinite(d)) return (size_t)(out - buf) + write_special(d, false, out);
    memcpy(out, "0x0.", 4);
    out[2] = (char)('0' + (v.m >> 52));
    out += 4;
    if (v.m == 0) {
        *out++ = '0';
    } else {
        for (int shift = 48; shift >= 0; shift -= 4) *out++ = "0123456789abcdef"[v.m >> shift & 15];
    }
    *out++ = 'p';
    int exp = v.m == 0 ? 0 : v.e + 52;
    *out++ = exp < 0 ? '-' : '+';
    out += kr__u64_to_text(out, (uint64_t)(exp < 0 ? -exp : exp));
    *out = 0;
    return (size_t)(out - buf);
}

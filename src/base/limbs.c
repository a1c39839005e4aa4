/* SPDX-License-Identifier: MIT
 * limbs.c: the linear part of limbs.h: views, comparison, sums, shifts, bit operations, floats and
 * bytes. Nothing here allocates or fails.
 *
 * Limbs are 32 bits so that they sit well in cells; loops take two at a time through load2/store2. */
#include "base/limbs.h"

#include <math.h>
#include <string.h>

/* ---- two limbs at a time ---- */

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
KR_INLINE uint64_t load2(const uint32_t *d) {
    uint64_t w;
    memcpy(&w, d, 8);
    return w;
}
KR_INLINE void store2(uint32_t *d, uint64_t w) { memcpy(d, &w, 8); }
#else
KR_INLINE uint64_t load2(const uint32_t *d) { return d[0] | (uint64_t)d[1] << 32; }
KR_INLINE void store2(uint32_t *d, uint64_t w) {
    d[0] = (uint32_t)w;
    d[1] = (uint32_t)(w >> 32);
}
#endif

/* Copies n limbs; the ranges may overlap. */
KR_INLINE void copy(uint32_t *to, const uint32_t *from, uint32_t n) {
    if (to != from && n) memmove(to, from, (size_t)n * 4);
}

/* ---- small ones and views ---- */

/* See limbs.h. */
KrLimbs kr__limbs_from_u64(uint32_t buf[2], uint64_t x) {
    store2(buf, x);
    return (KrLimbs){buf, x >> 32 ? 2 : x != 0, false};
}

/* See limbs.h. */
KrLimbs kr__limbs_from_i64(uint32_t buf[2], int64_t x) {
    KrLimbs r = kr__limbs_from_u64(buf, x < 0 ? -(uint64_t)x : (uint64_t)x);
    r.neg = x < 0;
    return r;
}

/* |a| modulo 2^64. */
KR_INLINE uint64_t low_abs(const KrLimbs *a) {
    return a->n == 0 ? 0 : a->n == 1 ? a->d[0] : load2(a->d);
}

/* See limbs.h. */
uint64_t kr__limbs_low64(const KrLimbs *a) { return a->neg ? -low_abs(a) : low_abs(a); }

/* See limbs.h. */
bool kr__limbs_to_u64(const KrLimbs *a, uint64_t *out) {
    if (a->n > 2 || a->neg) return false;
    *out = low_abs(a);
    return true;
}

/* See limbs.h. */
bool kr__limbs_to_i64(const KrLimbs *a, int64_t *out) {
    if (a->n > 2) return false;
    uint64_t x = low_abs(a);
    if (x > (uint64_t)INT64_MAX + a->neg) return false;
    *out = (int64_t)(a->neg ? -x : x);
    return true;
}

/* See limbs.h. */
int kr__limbs_cmp_abs(const KrLimbs *a, const KrLimbs *b) {
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    for (uint32_t i = a->n; i-- > 0;) {
        if (a->d[i] != b->d[i]) return a->d[i] < b->d[i] ? -1 : 1;
    }
    return 0;
}

/* See limbs.h. */
int kr__limbs_cmp(const KrLimbs *a, const KrLimbs *b) {
    if (a->neg != b->neg) return a->neg ? -1 : 1;
    int c = kr__limbs_cmp_abs(a, b);
    return a->neg ? -c : c;
}

/* See limbs.h. */
uint64_t kr__limbs_bit_length(const KrLimbs *a) {
    return a->n == 0 ? 0 : (uint64_t)a->n * 32 - (uint64_t)__builtin_clz(a->d[a->n - 1]);
}

/* See limbs.h. */
uint64_t kr__limbs_bit_count(const KrLimbs *a) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < a->n; i++) count += (uint64_t)__builtin_popcount(a->d[i]);
    return count;
}

/* See limbs.h. */
uint64_t kr__limbs_trailing_zeros(const KrLimbs *a) {
    uint32_t i = 0;
    while (a->d[i] == 0) i++;
    return (uint64_t)i * 32 + (uint64_t)__builtin_ctz(a->d[i]);
}

/* Sets r's length from n limbs that may lead with zeros, and its sign. */
KR_INLINE void finish(KrLimbs *r, uint32_t n, bool neg) {
    r->n = kr__limbs_trim(r->d, n);
    r->neg = neg && r->n > 0;
}

/* ---- sums ---- */

/* r = a + b for magnitudes with an >= bn; returns the length, at most an + 1. */
static uint32_t add_abs(uint32_t *r, const uint32_t *a, uint32_t an, const uint32_t *b,
                        uint32_t bn) {
    uint64_t carry = 0;
    uint32_t i = 0;
    for (; i + 2 <= bn; i += 2) {
        uint64_t x = load2(a + i), s = x + load2(b + i), t = s + carry;
        carry = (s < x) | (t < s);
        store2(r + i, t);
    }
    for (; i < bn; i++) {
        carry += (uint64_t)a[i] + b[i];
        r[i] = (uint32_t)carry;
        carry >>= 32;
    }
    for (; i < an && carry; i++) {
        r[i] = a[i] + 1;
        carry = r[i] == 0;
    }
    copy(r + i, a + i, an - i);
    r[an] = (uint32_t)carry;
    return an + (uint32_t)carry;
}

/* r = a - b for magnitudes with a >= b. */
static void sub_abs(uint32_t *r, const uint32_t *a, uint32_t an, const uint32_t *b, uint32_t bn) {
    uint64_t borrow = 0;
    uint32_t i = 0;
    for (; i + 2 <= bn; i += 2) {
        uint64_t x = load2(a + i), s = x - load2(b + i), t = s - borrow;
        borrow = (s > x) | (t > s);
        store2(r + i, t);
    }
    for (; i < bn; i++) {
        uint64_t x = (uint64_t)a[i] - b[i] - borrow;
        r[i] = (uint32_t)x;
        borrow = x >> 63;
    }
    for (; i < an && borrow; i++) {
        borrow = a[i] == 0;
        r[i] = a[i] - 1;
    }
    copy(r + i, a + i, an - i);
}

/* r = a + b where b's sign is taken to be bneg. */
static void add_signed(KrLimbs *r, const KrLimbs *a, const KrLimbs *b, bool bneg) {
    bool aneg = a->neg;
    if (aneg == bneg) {
        if (a->n < b->n) {
            const KrLimbs *t = a;
            a = b;
            b = t;
        }
        finish(r, add_abs(r->d, a->d, a->n, b->d, b->n), aneg);
        return;
    }
    if (kr__limbs_cmp_abs(a, b) >= 0) {
        uint32_t n = a->n;
        sub_abs(r->d, a->d, n, b->d, b->n);
        finish(r, n, aneg);
    } else {
        uint32_t n = b->n;
        sub_abs(r->d, b->d, n, a->d, a->n);
        finish(r, n, bneg);
    }
}

/* See limbs.h. */
void kr__limbs_add(KrLimbs *r, const KrLimbs *a, const KrLimbs *b) { add_signed(r, a, b, b->neg); }

/* See limbs.h. */
void kr__limbs_sub(KrLimbs *r, const KrLimbs *a, const KrLimbs *b) { add_signed(r, a, b, !b->neg); }

/* See limbs.h. */
void kr__limbs_muladd_small(KrLimbs *a, uint32_t small, uint32_t add) {
    uint64_t carry = add;
    for (uint32_t i = 0; i < a->n; i++) {
        carry += (uint64_t)a->d[i] * small;
        a->d[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) a->d[a->n++] = (uint32_t)carry;
    finish(a, a->n, a->neg);
}

/* See limbs.h. */
uint32_t kr__limbs_div_small(KrLimbs *a, uint32_t small) {
    uint64_t rest = 0;
    for (uint32_t i = a->n; i-- > 0;) {
        rest = rest << 32 | a->d[i];
        a->d[i] = (uint32_t)(rest / small);
        rest %= small;
    }
    finish(a, a->n, a->neg);
    return (uint32_t)rest;
}

/* ---- shifts ---- */

/* See limbs.h. Goes from the top, so that r->d may be a->d. */
void kr__limbs_shl(KrLimbs *r, const KrLimbs *a, uint64_t bits) {
    uint32_t limbs = (uint32_t)(bits / 32), n = a->n, low = bits % 32;
    if (n == 0) {
        *r = (KrLimbs){r->d, 0, false};
        return;
    }
    bool neg = a->neg;
    if (low == 0) {
        memmove(r->d + limbs, a->d, (size_t)n * 4);
        r->d[n + limbs] = 0;
    } else {
        uint32_t above = 0;
        for (uint32_t i = n; i-- > 0;) {
            uint32_t x = a->d[i];
            r->d[i + 1 + limbs] = above << low | x >> (32 - low);
            above = x;
        }
        r->d[limbs] = above << low;
    }
    memset(r->d, 0, (size_t)limbs * 4);
    finish(r, n + limbs + 1, neg);
}

/* Adds one to n limbs; the carry goes to d[n]. */
static uint32_t increment(uint32_t *d, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (++d[i]) return n;
    }
    d[n] = 1;
    return n + 1;
}

/* See limbs.h. A negative number loses one more when a one bit is shifted out. */
void kr__limbs_shr(KrLimbs *r, const KrLimbs *a, uint64_t bits) {
    bool neg = a->neg, lost = false;
    if (bits / 32 >= a->n) {
        lost = neg;
        finish(r, 0, false);
    } else {
        uint32_t limbs = (uint32_t)(bits / 32), n = a->n - limbs, low = bits % 32;
        const uint32_t *d = a->d + limbs;
        if (neg) {
            for (uint32_t i = 0; i < limbs && !lost; i++) lost = a->d[i] != 0;
            lost |= (d[0] & (((uint32_t)1 << low) - 1)) != 0;
        }
        if (low == 0) {
            copy(r->d, d, n);
        } else {
            for (uint32_t i = 0; i + 1 < n; i++) r->d[i] = d[i] >> low | d[i + 1] << (32 - low);
            r->d[n - 1] = d[n - 1] >> low;
        }
        finish(r, n, neg);
    }
    if (lost) {
        r->n = increment(r->d, r->n);
        r->neg = true;
    }
}

/* ---- bit operations ---- */

typedef enum BitOp { BIT_AND, BIT_OR, BIT_XOR } BitOp;

KR_INLINE uint64_t apply(BitOp op, uint64_t x, uint64_t y) {
    return op == BIT_AND ? (x & y) : op == BIT_OR ? (x | y) : (x ^ y);
}

/* Reads limb i of a in two's complement; *carry starts as 1 and goes from the lowest limb up. */
KR_INLINE uint32_t complement(const KrLimbs *a, uint32_t i, uint32_t *carry) {
    uint32_t x = i < a->n ? a->d[i] : 0;
    if (!a->neg) return x;
    x = ~x + *carry;
    *carry &= x == 0;
    return x;
}

/* Both not negative, an >= bn. */
KR_INLINE void bitwise_plain(KrLimbs *r, const KrLimbs *a, const KrLimbs *b, BitOp op) {
    uint32_t i = 0, n = op == BIT_AND ? b->n : a->n, bn = b->n;
    for (; i + 2 <= bn; i += 2) store2(r->d + i, apply(op, load2(a->d + i), load2(b->d + i)));
    for (; i < bn; i++) r->d[i] = (uint32_t)apply(op, a->d[i], b->d[i]);
    copy(r->d + i, a->d + i, n - i);
    finish(r, n, false);
}

/* One loop for all three: reads both in two's complement and negates a negative result back. */
KR_INLINE void bitwise(KrLimbs *r, const KrLimbs *pa, const KrLimbs *pb, BitOp op) {
    KrLimbs a = *pa, b = *pb; /* r may be one of them */
    if (!a.neg && !b.neg) {
        if (a.n >= b.n)
            bitwise_plain(r, &a, &b, op);
        else
            bitwise_plain(r, &b, &a, op);
        return;
    }
    uint32_t n = a.n > b.n ? a.n : b.n;
    bool neg = apply(op, a.neg, b.neg);
    uint32_t ca = 1, cb = 1, cr = 1;
    if (!neg) {
        for (uint32_t i = 0; i < n; i++) {
            r->d[i] = (uint32_t)apply(op, complement(&a, i, &ca), complement(&b, i, &cb));
        }
        finish(r, n, false);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = ~(uint32_t)apply(op, complement(&a, i, &ca), complement(&b, i, &cb)) + cr;
        cr &= x == 0;
        r->d[i] = x;
    }
    r->d[n] = cr; /* all n limbs were zero: -2^(32n) */
    finish(r, n + 1, true);
}

/* See limbs.h. */
void kr__limbs_and(KrLimbs *r, const KrLimbs *a, const KrLimbs *b) { bitwise(r, a, b, BIT_AND); }

/* See limbs.h. */
void kr__limbs_or(KrLimbs *r, const KrLimbs *a, const KrLimbs *b) { bitwise(r, a, b, BIT_OR); }

/* See limbs.h. */
void kr__limbs_xor(KrLimbs *r, const KrLimbs *a, const KrLimbs *b) { bitwise(r, a, b, BIT_XOR); }

/* See limbs.h. ~a is -a - 1. */
void kr__limbs_not(KrLimbs *r, const KrLimbs *a) {
    bool neg = a->neg;
    uint32_t n = a->n;
    if (neg) {
        uint32_t one = 1;
        sub_abs(r->d, a->d, n, &one, 1);
        finish(r, n, false);
    } else {
        copy(r->d, a->d, n);
        r->n = increment(r->d, n);
        r->neg = true;
    }
}

/* ---- floats ---- */

/* The top 64 bits of a (n > 0), the highest one set, with the lowest set too when anything below is
 * not zero. */
static uint64_t top_bits(const KrLimbs *a) {
    uint32_t n = a->n;
    uint64_t top = a->d[n - 1];
    unsigned have = 32 - (unsigned)__builtin_clz(a->d[n - 1]);
    uint64_t next = n > 1 ? a->d[n - 2] : 0, third = n > 2 ? a->d[n - 3] : 0;
    unsigned lead = 32 - have; /* zero bits of the top limb */
    uint64_t bits = top << (32 + lead) | next << lead | third >> have;
    bool rest = (third & (((uint64_t)1 << have) - 1)) != 0;
    for (uint32_t i = 3; i < n && !rest; i++) rest = a->d[n - 1 - i] != 0;
    return bits | rest;
}

/* 64 bits with the highest set, rounded half-even to 53: an integer of 53 bits, or 2^53. */
static double round_top(uint64_t top) {
    uint64_t m = top >> 11, low = top & 0x7FF;
    if (low > 0x400 || (low == 0x400 && (m & 1))) m++;
    return (double)m;
}

/* See limbs.h. */
bool kr__limbs_to_double(const KrLimbs *a, double *out) {
    if (a->n == 0) {
        *out = 0;
        return true;
    }
    uint64_t length = kr__limbs_bit_length(a);
    if (length > 1024) return false;
    double x = ldexp(round_top(top_bits(a)), (int)length - 53);
    if (isinf(x)) return false;
    *out = a->neg ? -x : x;
    return true;
}

/* See limbs.h. */
double kr__limbs_frexp(const KrLimbs *a, int64_t *exp) {
    *exp = 0;
    if (a->n == 0) return 0;
    int e;
    double m = frexp(round_top(top_bits(a)), &e);
    *exp = (int64_t)kr__limbs_bit_length(a) + e - 53;
    return a->neg ? -m : m;
}

/* See limbs.h. */
void kr__limbs_from_double(KrLimbs *r, double d) {
    int e;
    double m = frexp(fabs(d), &e);
    if (e <= 0) {
        finish(r, 0, false);
        return;
    }
    uint64_t x = (uint64_t)ldexp(m, 53);
    uint32_t zeros = e > 53 ? (uint32_t)(e - 53) / 32 : 0,
             low = e > 53 ? (uint32_t)(e - 53) % 32 : 0;
    if (e < 53) x >>= 53 - e;
    uint32_t parts[3] = {(uint32_t)(x << low), (uint32_t)(x << low >> 32), 0};
    if (low) parts[2] = (uint32_t)(x >> (64 - low));
    uint32_t n = kr__limbs_trim(parts, 3);
    memset(r->d, 0, (size_t)zeros * 4);
    memcpy(r->d + zeros, parts, (size_t)n * 4);
    finish(r, zeros + n, d < 0);
}

/* See limbs.h. Compares sizes, then the integer part, then looks at the fraction. */
int kr__limbs_cmp_double(const KrLimbs *a, double d) {
    int sign = a->n == 0 ? 0 : a->neg ? -1 : 1, other = d > 0 ? 1 : d < 0 ? -1 : 0;
    if (sign != other || sign == 0) return sign < other ? -1 : sign > other;
    if (isinf(d) || kr__limbs_bit_length(a) > 1024) return isinf(d) ? -other : sign;
    uint32_t buf[34];
    KrLimbs whole = {.d = buf};
    kr__limbs_from_double(&whole, d);
    int c = kr__limbs_cmp(a, &whole);
    if (c != 0 || d == trunc(d)) return c;
    return -other;
}

/* ---- bytes ---- */

/* See limbs.h. */
void kr__limbs_from_bytes(KrLimbs *r, const uint8_t *p, size_t n, bool little, bool is_signed) {
    uint32_t limbs = (uint32_t)((n + 3) / 4);
    bool neg = is_signed && n > 0 && (p[little ? n - 1 : 0] & 0x80);
    uint32_t carry = 1;
    for (uint32_t i = 0; i < limbs; i++) {
        uint32_t x = 0;
        for (size_t k = 0; k < 4; k++) {
            size_t at = (size_t)i * 4 + k;
            uint32_t byte = at < n ? p[little ? at : n - 1 - at] : neg ? 0xFF : 0;
            x |= byte << (8 * k);
        }
        if (neg) {
            x = ~x + carry;
            carry &= x == 0;
        }
        r->d[i] = x;
    }
    finish(r, limbs, neg);
}

/* See limbs.h. */
bool kr__limbs_to_bytes(const KrLimbs *a, uint8_t *p, size_t n, bool little, bool is_signed) {
    if (a->neg && !is_signed) return false;
    uint64_t bits = kr__limbs_bit_length(a);
    if (is_signed && a->n > 0) { /* the sign takes a bit, except that -2^k needs k + 1 in all */
        bool power = a->neg && kr__limbs_trailing_zeros(a) == bits - 1;
        bits += !power;
    }
    if (bits > (uint64_t)n * 8) return false;
    uint32_t carry = 1;
    for (size_t i = 0; i < n; i += 4) {
        uint32_t x = complement(a, i / 4 < a->n ? (uint32_t)(i / 4) : a->n, &carry);
        for (size_t k = 0; k < 4 && i + k < n; k++) {
            p[little ? i + k : n - 1 - (i + k)] = (uint8_t)(x >> (8 * k));
        }
    }
    return true;
}

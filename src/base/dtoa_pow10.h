/* SPDX-License-Identifier: MIT
 * dtoa_pow10.h: powers of ten to 128 bits, and rounding of products with them; for dtoa.c,
 * dtoa_parse.c and pow10_data.c only.
 *
 * 10^q = (T + x) * 2^(kr__log2_pow10(q) - 127) with T the table's 128-bit number, highest bit set,
 * and 0 <= x < 1; x == 0 exactly for q in 0..KR_POW10_EXACT. */
#ifndef KR_BASE_DTOA_POW10_H
#define KR_BASE_DTOA_POW10_H

#include <string.h>

#include "base/base.h"

enum { KR_POW10_FIRST = -342, KR_POW10_LAST = 324, KR_POW10_EXACT = 55 };

extern const uint64_t kr__pow10_top[KR_POW10_LAST - KR_POW10_FIRST + 1][2];

/* floor(log2(10^q)), for |q| <= 1200; floor(log10(2^e)), for |e| <= 1500. */
KR_INLINE int kr__log2_pow10(int q) { return (q * 1741647) >> 19; }
KR_INLINE int kr__log10_pow2(int e) { return (e * 1262611) >> 22; }

KR_INLINE uint64_t kr__mul64(uint64_t a, uint64_t b, uint64_t *high) {
#ifdef __SIZEOF_INT128__
    unsigned __int128 p = (unsigned __int128)a * b;
    *high = (uint64_t)(p >> 64);
    return (uint64_t)p;
#else
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t low = a0 * b0, m1 = a1 * b0 + (low >> 32), m2 = a0 * b1 + (uint32_t)m1;
    *high = a1 * b1 + (m1 >> 32) + (m2 >> 32);
    return m2 << 32 | (uint32_t)low;
#endif
}

/* m * T(q) as 192 bits, highest word first. */
KR_INLINE void kr__pow10_mul(uint64_t m, int q, uint64_t p[3]) {
    const uint64_t *t = kr__pow10_top[q - KR_POW10_FIRST];
    uint64_t mid, low = kr__mul64(m, t[1], &mid), top;
    uint64_t add = kr__mul64(m, t[0], &top);
    mid += add;
    p[0] = top + (mid < add);
    p[1] = mid;
    p[2] = low;
}

/* Rounds p / 2^shift (128 <= shift <= 193) half-even into *n, where the truth is p itself, or, when
 * not exact, lies between p and p + 2^64, both excluded. False: that does not decide it, and *n is
 * rounded down. */
KR_INLINE bool kr__round192(const uint64_t p[3], int shift, bool exact, uint64_t *n) {
    uint64_t whole = 0, rest = p[0], half = 0;
    if (shift < 192) whole = p[0] >> (shift - 128);
    if (shift < 192) rest = p[0] & (((uint64_t)1 << (shift - 128)) - 1);
    /* Compares rest:p[1]:p[2] with half, which is 2^(shift - 1). */
    uint64_t half_mid = 0;
    if (shift == 128)
        half_mid = (uint64_t)1 << 63;
    else if (shift <= 192)
        half = (uint64_t)1 << (shift - 129);
    bool past = shift == 193 ? false : rest != half ? rest > half : p[1] >= half_mid;
    bool tie = past && rest == half && p[1] == half_mid && p[2] == 0;
    *n = whole;
    if (exact) {
        *n += tie ? whole & 1 : past;
        return true;
    }
    if (past) {
        *n = whole + 1;
        return true;
    }
    /* Below half: still so after adding 2^64? */
    uint64_t mid = p[1] + 1, top = rest + (mid == 0);
    if (shift == 193) return !(top == 0 && mid == 0); /* half is 2^192 */
    return top != half ? top < half : mid < half_mid || (mid == half_mid && p[2] == 0);
}

#endif

/* SPDX-License-Identifier: MIT
 * limbs_word.h: what limbs_mul.c, limbs_div.c, limbs_text.c and limbs_num.c share; nobody else
 * includes it. They compute on arrays of 64-bit words, least significant first, converted from limbs
 * at the door.
 *
 * A KrLimbRun is one call of a public function: it counts the work since the last poll and keeps the
 * first thing that went wrong. Functions that take one return false when run->status is not KR_OK. */
#ifndef KR_BASE_LIMBS_WORD_H
#define KR_BASE_LIMBS_WORD_H

#include <string.h>

#include "base/limbs.h"

typedef uint64_t KrWord;

typedef struct KrLimbRun {
    const KrWork *work;
    size_t spent; /* word operations since the last poll */
    KrStatus status;
} KrLimbRun;

/* A word operation takes about a nanosecond: 100 us. */
enum { KR_POLL_WORDS = 100000 };

/* Counts `words` operations and polls when it is time. False: stop. */
KR_INLINE bool kr__run_spend(KrLimbRun *run, size_t words) {
    run->spent += words;
    if (KR_LIKELY(run->spent < KR_POLL_WORDS)) return true;
    run->spent = 0;
    if (run->work->poll == NULL || run->work->poll(run->work->ud)) return true;
    run->status = KR_STOPPED;
    return false;
}

/* n words of scratch; NULL: run->status is KR_NOMEM. */
KR_INLINE KrWord *kr__run_alloc(KrLimbRun *run, size_t n) {
    KrWord *p = n > SIZE_MAX / 16 ? NULL : kr__mem_alloc(run->work->mem, n * sizeof(KrWord));
    if (p == NULL) run->status = KR_NOMEM;
    return p;
}
KR_INLINE void kr__run_free(KrLimbRun *run, KrWord *p, size_t n) {
    kr__mem_free(run->work->mem, p, n * sizeof(KrWord));
}

/* ---- one word ---- */

/* a * b as two words. */
KR_INLINE KrWord kr__word_mul(KrWord a, KrWord b, KrWord *high) {
#ifdef __SIZEOF_INT128__
    unsigned __int128 p = (unsigned __int128)a * b;
    *high = (KrWord)(p >> 64);
    return (KrWord)p;
#else
    KrWord a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    KrWord low = a0 * b0, m1 = a1 * b0 + (low >> 32), m2 = a0 * b1 + (uint32_t)m1;
    *high = a1 * b1 + (m1 >> 32) + (m2 >> 32);
    return m2 << 32 | (uint32_t)low;
#endif
}

/* ---- arrays ---- */

KR_INLINE size_t kr__words_trim(const KrWord *a, size_t n) {
    while (n > 0 && a[n - 1] == 0) n--;
    return n;
}

KR_INLINE int kr__words_cmp(const KrWord *a, const KrWord *b, size_t n) {
    while (n-- > 0) {
        if (a[n] != b[n]) return a[n] < b[n] ? -1 : 1;
    }
    return 0;
}

/* Words for n limbs. */
KR_INLINE size_t kr__words_of(size_t limbs) { return (limbs + 1) / 2; }

/* Limbs to words; the odd one out is filled up with zero. */
KR_INLINE void kr__words_load(KrWord *w, const uint32_t *d, size_t n) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (n & 1) w[n / 2] = d[n - 1];
    if (n) memcpy(w, d, (n & ~(size_t)1) * 4);
#else
    for (size_t i = 0; i < n; i += 2) w[i / 2] = d[i] | (i + 1 < n ? (KrWord)d[i + 1] << 32 : 0);
#endif
}

/* Words to exactly n limbs; what is above is dropped. */
KR_INLINE void kr__words_store(uint32_t *d, const KrWord *w, size_t n) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (n) memcpy(d, w, n * 4);
#else
    for (size_t i = 0; i < n; i++) d[i] = (uint32_t)(w[i / 2] >> (i % 2 * 32));
#endif
}

/* Words to r, whose room is n limbs or as many as w's value has; sets r's length and sign. */
KR_INLINE void kr__words_result(KrLimbs *r, const KrWord *w, size_t words, bool neg) {
    words = kr__words_trim(w, words);
    size_t n = words == 0 ? 0 : words * 2 - (w[words - 1] >> 32 == 0);
    kr__words_store(r->d, w, n);
    r->n = (uint32_t)n;
    r->neg = neg && n > 0;
}

/* r = a + b, r = a - b; r may be a or b. Return the carry. */
KR_INLINE KrWord kr__words_add(KrWord *r, const KrWord *a, const KrWord *b, size_t n) {
    KrWord carry = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord s = a[i] + carry, c = s < carry;
        KrWord t = s + b[i];
        carry = c | (t < s);
        r[i] = t;
    }
    return carry;
}
KR_INLINE KrWord kr__words_sub(KrWord *r, const KrWord *a, const KrWord *b, size_t n) {
    KrWord borrow = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord x = a[i], y = b[i], s = x - y, t = s - borrow;
        borrow = (x < y) | (s < borrow);
        r[i] = t;
    }
    return borrow;
}

/* Adds (subtracts) one word to n words in place; returns the carry. */
KR_INLINE KrWord kr__words_add1(KrWord *r, size_t n, KrWord x) {
    for (size_t i = 0; i < n && x; i++) {
        r[i] += x;
        x = r[i] < x;
    }
    return x;
}
KR_INLINE KrWord kr__words_sub1(KrWord *r, size_t n, KrWord x) {
    for (size_t i = 0; i < n && x; i++) {
        KrWord old = r[i];
        r[i] = old - x;
        x = old < x;
    }
    return x;
}

/* r = a << bits, bits < 64, r may be a; returns what is shifted out. */
KR_INLINE KrWord kr__words_shl(KrWord *r, const KrWord *a, size_t n, unsigned bits) {
    KrWord out = 0;
    if (bits == 0) {
        memmove(r, a, n * sizeof(KrWord));
        return 0;
    }
    if (n) out = a[n - 1] >> (64 - bits);
    for (size_t i = n; i-- > 1;) r[i] = a[i] << bits | a[i - 1] >> (64 - bits);
    if (n) r[0] = a[0] << bits;
    return out;
}

/* r = a >> bits, bits < 64, r may be a. */
KR_INLINE void kr__words_shr(KrWord *r, const KrWord *a, size_t n, unsigned bits) {
    if (bits == 0) {
        memmove(r, a, n * sizeof(KrWord));
        return;
    }
    for (size_t i = 0; i + 1 < n; i++) r[i] = a[i] >> bits | a[i + 1] << (64 - bits);
    if (n) r[n - 1] = a[n - 1] >> bits;
}

/* r = a * b; returns the top word. r may be a. */
KR_INLINE KrWord kr__words_mul1(KrWord *r, const KrWord *a, size_t n, KrWord b) {
    KrWord carry = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord high, low = kr__word_mul(a[i], b, &high);
        low += carry;
        carry = high + (low < carry);
        r[i] = low;
    }
    return carry;
}

/* r += a * b, r -= a * b; return what is to be added to (taken from) r[n]. */
KR_INLINE KrWord kr__words_addmul1(KrWord *r, const KrWord *a, size_t n, KrWord b) {
#ifdef __SIZEOF_INT128__
    KrWord carry = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned __int128 t = (unsigned __int128)a[i] * b + r[i] + carry;
        r[i] = (KrWord)t;
        carry = (KrWord)(t >> 64);
    }
    return carry;
#else
    KrWord carry = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord high, low = kr__word_mul(a[i], b, &high);
        low += carry;
        high += low < carry;
        KrWord old = r[i];
        r[i] = old + low;
        carry = high + (r[i] < low);
    }
    return carry;
#endif
}
KR_INLINE KrWord kr__words_submul1(KrWord *r, const KrWord *a, size_t n, KrWord b) {
    KrWord borrow = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord high, low = kr__word_mul(a[i], b, &high);
        low += borrow;
        high += low < borrow;
        KrWord old = r[i];
        r[i] = old - low;
        borrow = high + (old < low);
    }
    return borrow;
}

/* ---- limbs_mul.c, limbs_ntt.c ---- */

/* r (an + bn words, no overlap) = a * b; an, bn >= 1. Equal pointers and sizes: squares. */
bool kr__words_mul(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                   size_t bn);

/* The same by number-theoretic transform: for products of thousands of words, below KR_NTT_LIMIT. */
enum { KR_NTT_LIMIT = 1 << 28 };
bool kr__words_mul_ntt(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                       size_t bn);

/* The smallest transform of at least n points; x = the cyclic convolution of x and y, which have so many points and
 * are overwritten, over the field of 2^64 - 2^32 + 1. The same pointer: the square. */
size_t kr__ntt_points(size_t n);
bool kr__ntt_convolve(KrLimbRun *run, KrWord *x, KrWord *y, size_t points);

/* ---- limbs_div.c ---- */

/* q = a / d, one word; returns the remainder. q may be a. */
KrWord kr__words_div1(KrWord *q, const KrWord *a, size_t n, KrWord d);

/* Divides a (an + 1 words, the top one less than d's) by d (dn >= 2 words, highest bit set), an >= dn:
 * q gets an - dn + 1 words, a[0..dn) the remainder, the rest of a is overwritten. */
bool kr__words_divrem(KrLimbRun *run, KrWord *q, KrWord *a, size_t an, const KrWord *d, size_t dn);

#endif

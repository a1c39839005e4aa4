/* SPDX-License-Identifier: MIT
 * limbs_div.c: quotients. Knuth's schoolbook division, with a precomputed reciprocal of the top
 * word instead of a division instruction, for small divisors; above, division by halves: the top
 * half of the divisor gives a first quotient, one product corrects it, and so on down. */
#include "base/limbs_word.h"

enum {
    HALVES_MIN = 60, /* words of quotient and divisor from which halving pays */
    SMALL_WORDS = 40 /* operands up to this size need no scratch from the account */
};

/* ---- one word ---- */

/* floor((2^128 - 1) / d) - 2^64 for d with the highest bit set: two steps of 32-bit long division
 * where there is no 128-bit one. */
static KrWord reciprocal(KrWord d) {
#ifdef __SIZEOF_INT128__
    return (KrWord)((((unsigned __int128)~d << 64) | ~(KrWord)0) / d);
#else
    KrWord d1 = d >> 32, d0 = (uint32_t)d, rest = ~d, q = 0;
    for (int half = 0; half < 2; half++) { /* rest < d: divides rest * 2^32 + (2^32 - 1) by d */
        KrWord qh = rest / d1, r = rest % d1;
        while (qh >> 32 || qh * d0 > (r << 32 | 0xFFFFFFFF)) {
            qh--;
            r += d1;
            if (r >> 32) break;
        }
        rest = (rest << 32 | 0xFFFFFFFF) - qh * d;
        q = q << 32 | qh;
    }
    return q;
#endif
}

/* (high, low) / d for high < d, with d's reciprocal v: multiplies, then corrects at most twice
 * (Moeller and Granlund). */
KR_INLINE KrWord div_2by1(KrWord high, KrWord low, KrWord d, KrWord v, KrWord *rest) {
    KrWord qh, ql = kr__word_mul(v, high, &qh);
    ql += low;
    qh += high + (ql < low) + 1;
    KrWord r = low - qh * d;
    if (r > ql) {
        qh--;
        r += d;
    }
    if (KR_UNLIKELY(r >= d)) {
        qh++;
        r -= d;
    }
    *rest = r;
    return qh;
}

/* See limbs_word.h. */
KrWord kr__words_div1(KrWord *q, const KrWord *a, size_t n, KrWord d) {
    unsigned shift = (unsigned)__builtin_clzll(d);
    KrWord rest = 0;
    d <<= shift;
    KrWord v = reciprocal(d);
    if (shift == 0) {
        for (size_t i = n; i-- > 0;) q[i] = div_2by1(rest, a[i], d, v, &rest);
        return rest;
    }
    if (n == 0) return 0;
    KrWord above = a[n - 1];
    rest = above >> (64 - shift);
    for (size_t i = n - 1; i > 0; i--) {
        KrWord next = a[i - 1];
        q[i] = div_2by1(rest, above << shift | next >> (64 - shift), d, v, &rest);
        above = next;
    }
    q[0] = div_2by1(rest, above << shift, d, v, &rest);
    return rest >> shift;
}

/* ---- schoolbook ---- */

/* The word of the quotient that u[0..n], n + 1 words, gives; off by one at most, and never too
 * small. v: reciprocal of d[n - 1]. */
KR_INLINE KrWord guess(const KrWord *u, const KrWord *d, size_t n, KrWord v) {
    KrWord rest, q;
    if (KR_UNLIKELY(u[n] >= d[n - 1])) {
        q = ~(KrWord)0;
        rest = u[n - 1] + d[n - 1];
        if (rest < d[n - 1]) return q;
    } else {
        q = div_2by1(u[n], u[n - 1], d[n - 1], v, &rest);
    }
    KrWord high, low = kr__word_mul(q, d[n - 2], &high);
    while (high > rest || (high == rest && low > u[n - 2])) {
        q--;
        rest += d[n - 1];
        if (rest < d[n - 1]) break;
        high -= low < d[n - 2];
        low -= d[n - 2];
    }
    return q;
}

/* Divides u (qn + n words, the top n of them less than d or, with a quotient bit more, less than
 * 2 d) by d: q gets qn words, *bit that bit, u[0..n) the remainder. */
static bool div_rows(KrLimbRun *run, KrWord *q, KrWord *u, size_t qn, const KrWord *d, size_t n,
                     KrWord *bit) {
    *bit = kr__words_cmp(u + qn, d, n) >= 0;
    if (*bit) kr__words_sub(u + qn, u + qn, d, n);
    KrWord v = reciprocal(d[n - 1]);
    for (size_t j = qn; j-- > 0;) {
        KrWord x = guess(u + j, d, n, v);
        KrWord top = u[j + n], borrow = kr__words_submul1(u + j, d, n, x);
        if (KR_UNLIKELY(borrow > top)) {
            x--;
            kr__words_add(u + j, u + j, d, n);
        }
        u[j + n] = 0;
        q[j] = x;
        if (!kr__run_spend(run, n)) return false;
    }
    return true;
}

/* ---- by halves ---- */

static bool div_halves(KrLimbRun *run, KrWord *q, KrWord *u, const KrWord *d, size_t n, KrWord *tmp,
                       KrWord *bit);

/* As div_rows for qn <= n: divides by the top qn words of d, then takes the product of the quotient
 * and the other n - qn words away. tmp: n words. */
static bool div_top(KrLimbRun *run, KrWord *q, KrWord *u, size_t qn, const KrWord *d, size_t n,
                    KrWord *tmp, KrWord *bit) {
    size_t low = n - qn;
    if (qn < HALVES_MIN) return div_rows(run, q, u, qn, d, n, bit);
    if (!div_halves(run, q, u + low, d + low, qn, tmp, bit)) return false;
    if (low == 0) return true;
    if (!kr__words_mul(run, tmp, q, qn, d, low)) return false;
    KrWord under = kr__words_sub(u, u, tmp, n);
    if (*bit) under += kr__words_sub(u + qn, u + qn, d, low);
    while (under) {
        *bit -= kr__words_sub1(q, qn, 1);
        under -= kr__words_add(u, u, d, n);
    }
    return true;
}

/* As div_rows for qn == n: the upper half of the quotient, then the lower. */
static bool div_halves(KrLimbRun *run, KrWord *q, KrWord *u, const KrWord *d, size_t n, KrWord *tmp,
                       KrWord *bit) {
    if (n < HALVES_MIN) return div_rows(run, q, u, n, d, n, bit);
    size_t low = n / 2;
    KrWord none;
    return div_top(run, q + low, u + low, n - low, d, n, tmp, bit) &&
           div_top(run, q, u, low, d, n, tmp, &none);
}

/* See limbs_word.h. Goes from the top in pieces of dn words. */
bool kr__words_divrem(KrLimbRun *run, KrWord *q, KrWord *a, size_t an, const KrWord *d, size_t dn) {
    size_t qn = an - dn + 1;
    KrWord bit;
    if (dn < HALVES_MIN || qn < HALVES_MIN) return div_rows(run, q, a, qn, d, dn, &bit);
    KrWord *tmp = kr__run_alloc(run, dn);
    if (tmp == NULL) return false;
    bool ok = true;
    size_t n = qn % dn ? qn % dn : dn;
    for (size_t at = qn; ok && at > 0; n = dn) {
        at -= n;
        ok = div_top(run, q + at, a + at, n, d, dn, tmp, &bit);
        KR_ASSERT(!ok || bit == 0);
    }
    kr__run_free(run, tmp, dn);
    return ok;
}

/* ---- limbs ---- */

/* Magnitudes, a->n >= b->n >= 1, in scratch: q and u as they come out, d the divisor. */
typedef struct Division {
    KrWord *u, *d, *q; /* an + 1, dn, qn words */
    size_t qn;
} Division;

/* Words of scratch for a division. */
static size_t division_words(size_t an, size_t dn) { return 2 * an + 2 + dn; }

/* Loads, normalises, divides; leaves the remainder in u[0..dn), shifted back. */
static bool divide(KrLimbRun *run, Division *v, KrWord *scratch, const KrLimbs *a,
                   const KrLimbs *b) {
    size_t an = kr__words_of(a->n), dn = kr__words_of(b->n);
    v->u = scratch;
    v->d = v->u + an + 1;
    v->q = v->d + dn;
    kr__words_load(v->u, a->d, a->n);
    kr__words_load(v->d, b->d, b->n);
    if (dn == 1) {
        v->qn = an;
        v->u[0] = kr__words_div1(v->q, v->u, an, v->d[0]);
        return kr__run_spend(run, an * 4);
    }
    unsigned shift = (unsigned)__builtin_clzll(v->d[dn - 1]);
    kr__words_shl(v->d, v->d, dn, shift);
    v->u[an] = kr__words_shl(v->u, v->u, an, shift);
    v->qn = an - dn + 1;
    if (!kr__words_divrem(run, v->q, v->u, an, v->d, dn)) return false;
    kr__words_shr(v->u, v->u, dn, shift);
    return true;
}

/* Copies a's value, n limbs of room. */
static void assign(KrLimbs *r, const KrLimbs *a) {
    if (a->n) memmove(r->d, a->d, (size_t)a->n * 4);
    r->n = a->n;
    r->neg = a->neg;
}

static void assign_small(KrLimbs *r, KrWord x, bool neg) {
    KrWord w[1] = {x};
    kr__words_result(r, w, 1, neg);
}

/* Both in two limbs. */
static void divide_tiny(KrLimbs *q, KrLimbs *r, const KrLimbs *a, const KrLimbs *b) {
    KrWord x = 0, y = 0;
    kr__words_load(&x, a->d, a->n);
    kr__words_load(&y, b->d, b->n);
    bool aneg = a->neg, neg = a->neg != b->neg;
    if (q) assign_small(q, x / y, neg);
    if (r) assign_small(r, x % y, aneg);
}

#ifdef __SIZEOF_INT128__
/* |a| >> bits, which has at most 96 bits. */
static unsigned __int128 top_of(const KrLimbs *a, uint64_t bits) {
    unsigned __int128 x = 0;
    for (size_t i = bits / 32 + 4; i-- > bits / 32;) x = x << 32 | (i < a->n ? a->d[i] : 0);
    return x >> (bits % 32);
}

/* A quotient of few bits follows from the leading bits, unless what they leave open matters. False: it does. */
static bool divide_top(KrLimbs *q, const KrLimbs *a, const KrLimbs *b) {
    uint64_t an = kr__limbs_bit_length(a), bn = kr__limbs_bit_length(b);
    if (bn <= 64 || an < bn || an - bn > 31) return false;
    unsigned __int128 x = top_of(a, bn - 64), y = top_of(b, bn - 64);
    unsigned __int128 least = x / (y + 1), most = (x + 1) / y;
    if (least != most) return false;
    assign_small(q, (KrWord)least, a->neg != b->neg);
    return true;
}
#else
static bool divide_top(KrLimbs *q, const KrLimbs *a, const KrLimbs *b) {
    (void)q, (void)a, (void)b;
    return false;
}
#endif

/* See limbs.h. */
KrStatus kr__limbs_truncdiv(const KrWork *w, KrLimbs *q, KrLimbs *r, const KrLimbs *a,
                            const KrLimbs *b) {
    if (a->n <= 2 && b->n <= 2) {
        divide_tiny(q, r, a, b);
        return KR_OK;
    }
    if (kr__limbs_cmp_abs(a, b) < 0) {
        if (r) assign(r, a);
        if (q) assign_small(q, 0, false);
        return KR_OK;
    }
    if (!r && divide_top(q, a, b)) return KR_OK;
    KrLimbRun run = {.work = w};
    KrWord small[3 * SMALL_WORDS + 4];
    size_t an = kr__words_of(a->n), dn = kr__words_of(b->n), need = division_words(an, dn);
    KrWord *scratch = an <= SMALL_WORDS ? small : kr__run_alloc(&run, need);
    if (scratch == NULL) return KR_NOMEM;
    Division v;
    if (divide(&run, &v, scratch, a, b)) {
        bool aneg = a->neg, neg = a->neg != b->neg;
        if (q) kr__words_result(q, v.q, v.qn, neg);
        if (r) kr__words_result(r, v.u, dn, aneg);
    }
    if (scratch != small) kr__run_free(&run, scratch, need);
    return run.status;
}

/* See limbs.h. Where the signs differ and something remains, one less and the divisor more. The
 * remainder is needed to know, so one is computed even when the caller wants none. */
KrStatus kr__limbs_floordiv(const KrWork *w, KrLimbs *q, KrLimbs *r, const KrLimbs *a,
                            const KrLimbs *b) {
    if (a->neg == b->neg || a->n == 0) return kr__limbs_truncdiv(w, q, r, a, b);
    KrLimbs rest = {.d = NULL};
    uint32_t small[8];
    size_t room = (size_t)b->n + 1;
    if (r == NULL) {
        rest.d = room <= KR_COUNTOF(small) ? small : kr__mem_alloc(w->mem, room * 4);
        if (rest.d == NULL) return KR_NOMEM;
        r = &rest;
    }
    KrStatus status = kr__limbs_truncdiv(w, q, r, a, b);
    if (status == KR_OK && r->n > 0) {
        uint32_t one = 1;
        KrLimbs unit = {&one, 1, false};
        if (r != &rest) kr__limbs_add(r, r, b);
        if (q) kr__limbs_sub(q, q, &unit);
    }
    if (rest.d && rest.d != small) kr__mem_free(w->mem, rest.d, room * 4);
    return status;
}

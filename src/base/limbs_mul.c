/* SPDX-License-Identifier: MIT
 * limbs_mul.c: products. Schoolbook for small operands, Karatsuba's three products for middle ones,
 * and a number-theoretic transform (limbs_ntt.c) for large ones; a much longer operand is cut into
 * pieces of the shorter one's size. */
#include "base/limbs_word.h"

enum {
    KARATSUBA_MIN = 28, /* words of the shorter operand */
    NTT_MIN = 3200,     /* likewise                     */
    SMALL_WORDS = 32,   /* products up to this size need no scratch from the account */
    ROW_WORDS = 1024    /* schoolbook pieces, so that polls come in time and rows stay in cache */
};

/* ---- schoolbook ---- */

static void mul_rows(KrWord *r, const KrWord *a, size_t an, const KrWord *b, size_t bn) {
    r[an] = kr__words_mul1(r, a, an, b[0]);
    for (size_t j = 1; j < bn; j++) r[an + j] = kr__words_addmul1(r + j, a, an, b[j]);
}

/* a * a: the products of different words once, doubled, and the squares on the diagonal. */
static void square_rows(KrWord *r, const KrWord *a, size_t n) {
    r[0] = r[2 * n - 1] = 0;
    if (n > 1) {
        r[n] = kr__words_mul1(r + 1, a + 1, n - 1, a[0]);
        for (size_t i = 1; i + 1 < n; i++) {
            r[n + i] = kr__words_addmul1(r + 2 * i + 1, a + i + 1, n - 1 - i, a[i]);
        }
    }
    KrWord carry = 0, lost = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord high, low = kr__word_mul(a[i], a[i], &high);
        KrWord x = r[2 * i], y = r[2 * i + 1];
        KrWord x2 = x << 1 | lost, y2 = y << 1 | x >> 63;
        lost = y >> 63;
        low += carry;
        high += low < carry; /* high is at most 2^64 - 2 */
        r[2 * i] = x2 + low;
        KrWord c = r[2 * i] < low;
        KrWord t = y2 + high;
        carry = t < high;
        t += c;
        carry += t < c;
        r[2 * i + 1] = t;
    }
}

/* ---- Karatsuba ---- */

static bool mul_any(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                    size_t bn, KrWord *scratch);

/* t = |x - y| for h words and m <= h words; true when x < y. */
static bool abs_diff(KrWord *t, const KrWord *x, size_t h, const KrWord *y, size_t m) {
    bool less = kr__words_trim(x + m, h - m) == 0 && kr__words_cmp(x, y, m) < 0;
    if (less) {
        kr__words_sub(t, y, x, m);
        memset(t + m, 0, (h - m) * sizeof(KrWord));
    } else {
        KrWord borrow = kr__words_sub(t, x, y, m);
        memcpy(t + m, x + m, (h - m) * sizeof(KrWord));
        kr__words_sub1(t + m, h - m, borrow);
    }
    return less;
}

/* With h = half of an rounded up, h < bn <= an, a = a1 B^h + a0 and b likewise:
 *     a b = a1 b1 B^2h + (a0 b0 + a1 b1 - (a0 - a1)(b0 - b1)) B^h + a0 b0.
 * scratch: 4h + 1 words and what the halves need. */
static bool mul_karatsuba(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                          size_t bn, KrWord *scratch) {
    size_t h = (an + 1) / 2, a1n = an - h, b1n = bn - h, highn = a1n + b1n;
    bool square = a == b && an == bn;
    KrWord *da = scratch, *db = square ? da : scratch + h, *m = scratch + 2 * h,
           *rest = m + 2 * h + 1;
    bool neg = abs_diff(da, a, h, a + h, a1n);
    if (square)
        neg = false;
    else
        neg ^= abs_diff(db, b, h, b + h, b1n);
    if (!mul_any(run, m, da, h, db, h, rest)) return false;
    if (!mul_any(run, r, a, h, b, h, rest)) return false;
    if (!mul_any(run, r + 2 * h, a + h, a1n, b + h, b1n, rest)) return false;
    KrWord *mid = scratch; /* da and db are done with; mid has 2h + 1 words, the last in m's room */
    KrWord top;
    if (neg) {
        top = kr__words_add(mid, r, m, 2 * h);
    } else {
        top = 0 - kr__words_sub(mid, r, m, 2 * h);
    }
    KrWord carry = kr__words_add(mid, mid, r + 2 * h, highn);
    top += kr__words_add1(mid + highn, 2 * h - highn, carry);
    carry = kr__words_add(r + h, r + h, mid, 2 * h) + top;
    kr__words_add1(r + 3 * h, an + bn - 3 * h, carry);
    return true;
}

/* ---- unequal sizes ---- */

/* Cuts a into pieces of `piece` words and adds their products. scratch: piece + bn words, and what
 * a piece needs. */
static bool mul_pieces(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                       size_t bn, size_t piece, KrWord *scratch) {
    KrWord *part = scratch, *rest = scratch + piece + bn;
    memset(r, 0, bn * sizeof(KrWord));
    for (size_t at = 0; at < an; at += piece) {
        size_t n = an - at < piece ? an - at : piece;
        bool ok = n >= bn ? mul_any(run, part, a + at, n, b, bn, rest)
                          : mul_any(run, part, b, bn, a + at, n, rest);
        if (!ok) return false;
        KrWord carry = kr__words_add(r + at, r + at, part, bn);
        memcpy(r + at + bn, part + bn, n * sizeof(KrWord));
        kr__words_add1(r + at + bn, n, carry);
    }
    return true;
}

/* Words of scratch that mul_any needs: pieces take at most 3 bn, Karatsuba 4 h + 1 a level. */
static size_t mul_scratch(size_t an, size_t bn) {
    if (bn < KARATSUBA_MIN) return an > ROW_WORDS ? ROW_WORDS + bn : 0;
    size_t n = an < 2 * bn ? an : 2 * bn;
    return 4 * n + 6 * bn + 8 * 64;
}

/* See kr__words_mul; an >= bn. Scratch as mul_scratch says. */
static bool mul_any(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                    size_t bn, KrWord *scratch) {
    if (bn < KARATSUBA_MIN) {
        if (an > ROW_WORDS) return mul_pieces(run, r, a, an, b, bn, ROW_WORDS, scratch);
        if (a == b && an == bn)
            square_rows(r, a, an);
        else
            mul_rows(r, a, an, b, bn);
        return kr__run_spend(run, an * bn);
    }
    if (bn >= NTT_MIN) {
        if (an > 4 * bn) return mul_pieces(run, r, a, an, b, bn, 2 * bn, scratch);
        if (an + bn < KR_NTT_LIMIT) return kr__words_mul_ntt(run, r, a, an, b, bn);
    }
    if ((an + 1) / 2 >= bn) return mul_pieces(run, r, a, an, b, bn, bn, scratch);
    return mul_karatsuba(run, r, a, an, b, bn, scratch);
}

/* See limbs_word.h. */
bool kr__words_mul(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                   size_t bn) {
    if (an < bn) {
        const KrWord *t = a;
        a = b;
        b = t;
        size_t n = an;
        an = bn;
        bn = n;
    }
    size_t need = mul_scratch(an, bn);
    if (need == 0) return mul_any(run, r, a, an, b, bn, NULL);
    KrWord *scratch = kr__run_alloc(run, need);
    if (scratch == NULL) return false;
    bool ok = mul_any(run, r, a, an, b, bn, scratch);
    kr__run_free(run, scratch, need);
    return ok;
}

/* ---- limbs ---- */

/* Products that need no scratch: words on the C stack. */
static void mul_small(KrLimbs *r, const KrLimbs *a, const KrLimbs *b, bool neg) {
    KrWord aw[SMALL_WORDS], bw[SMALL_WORDS], rw[SMALL_WORDS + 2];
    size_t an = kr__words_of(a->n), bn = kr__words_of(b->n);
    kr__words_load(aw, a->d, a->n);
    if (a->d == b->d && a->n == b->n) {
        square_rows(rw, aw, an);
    } else {
        kr__words_load(bw, b->d, b->n);
        if (an >= bn)
            mul_rows(rw, aw, an, bw, bn);
        else
            mul_rows(rw, bw, bn, aw, an);
    }
    kr__words_result(r, rw, an + bn, neg);
}

/* a times one word of wn limbs, straight from limbs to limbs. */
static void mul_word(KrLimbs *r, const KrLimbs *a, KrWord w, size_t wn, bool neg) {
    KrWord x, high, low, carry = 0;
    size_t i = 0, n = a->n + wn;
    for (; i + 2 <= a->n; i += 2) {
        kr__words_load(&x, a->d + i, 2);
        low = kr__word_mul(x, w, &high) + carry;
        carry = high + (low < carry);
        kr__words_store(r->d + i, &low, 2);
    }
    low = carry;
    high = 0;
    if (i < a->n) {
        low += kr__word_mul(a->d[i], w, &high);
        high += low < carry;
    }
    for (; i < n; i++) {
        r->d[i] = (uint32_t)low;
        low = low >> 32 | high << 32;
        high >>= 32;
    }
    r->n = kr__limbs_trim(r->d, (uint32_t)n);
    r->neg = neg;
}

/* See limbs.h. */
KrStatus kr__limbs_mul(const KrWork *w, KrLimbs *r, const KrLimbs *a, const KrLimbs *b) {
    bool neg = a->neg != b->neg;
    if (a->n == 0 || b->n == 0) {
        r->n = 0;
        r->neg = false;
        return KR_OK;
    }
    if (a->n < b->n) {
        const KrLimbs *t = a;
        a = b;
        b = t;
    }
    if (b->n <= 2) {
        KrWord x = 0;
        kr__words_load(&x, b->d, b->n);
        mul_word(r, a, x, b->n, neg);
        return KR_OK;
    }
    size_t an = kr__words_of(a->n), bn = kr__words_of(b->n);
    if (an + bn <= SMALL_WORDS && (an < bn ? an : bn) < KARATSUBA_MIN) {
        mul_small(r, a, b, neg);
        return KR_OK;
    }
    KrLimbRun run = {.work = w};
    bool square = a->d == b->d && a->n == b->n;
    size_t need = an + (square ? 0 : bn) + an + bn;
    KrWord *aw = kr__run_alloc(&run, need);
    if (aw == NULL) return KR_NOMEM;
    KrWord *bw = square ? aw : aw + an, *rw = bw + bn;
    kr__words_load(aw, a->d, a->n);
    if (!square) kr__words_load(bw, b->d, b->n);
    if (kr__words_mul(&run, rw, aw, an, bw, bn)) kr__words_result(r, rw, an + bn, neg);
    kr__run_free(&run, aw, need);
    return run.status;
}

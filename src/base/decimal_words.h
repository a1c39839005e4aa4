/* SPDX-License-Identifier: MIT
 * decimal_words.h: natural numbers in base 10^18 as arrays of words, least first
 * (decimal_words.c, decimal_div.c); for the files decimal*.c only.
 *
 * Lengths are given; leading zeros are allowed where nothing else is said. bool functions fail as
 * decimal.h says. */
#ifndef KR_BASE_DECIMAL_WORDS_H
#define KR_BASE_DECIMAL_WORDS_H

#include <string.h>

#include "base/decimal.h"
#include "base/limbs_word.h"

typedef uint64_t Word;
#define BASE ((Word)KR_DEC_BASE)

extern const Word kr__dec_ten[19]; /* 10^i */

/* ---- scratch ---- */

typedef struct KrDecMark {
    KrDecChunk *chunk;
    size_t used;
} KrDecMark;
KR_MUST_USE Word *kr__dec_alloc_slow(KrDecRun *run, size_t n);
/* n words, not zeroed. NULL: no memory. */
KR_INLINE KR_MUST_USE Word *kr__dec_alloc(KrDecRun *run, size_t n) {
    if (KR_LIKELY(run->chunks == NULL && n <= KR_COUNTOF(run->first) - run->used)) {
        Word *p = run->first + run->used;
        run->used += n;
        return p;
    }
    return kr__dec_alloc_slow(run, n);
}
KR_INLINE KrDecMark kr__dec_mark(const KrDecRun *run) {
    return (KrDecMark){run->chunks, run->used};
}
void kr__dec_release(KrDecRun *run, KrDecMark m);
KR_MUST_USE bool kr__dec_poll(KrDecRun *run);
KR_INLINE KR_MUST_USE bool kr__dec_spend(KrDecRun *run, size_t words) {
    run->spent += words;
    return KR_LIKELY(run->spent < KR_POLL_WORDS) || kr__dec_poll(run);
}

/* ---- one word ---- */

#define INVERSE 10633823966279326983u /* 2^123 / 10^18 */
/* high * 2^64 + low, which is below 2^123, divided by the base; *r the remainder. */
KR_INLINE Word kr__dw_split(Word high, Word low, Word *r) {
    Word q, x = high << 5 | low >> 59;
    kr__word_mul(x, INVERSE, &q);
    Word rest = low - q * BASE;
    while (rest >= BASE) {
        rest -= BASE;
        q++;
    }
    *r = rest;
    return q;
}
KR_INLINE int kr__dw_word_digits(Word w) { /* 1..18; 1 for 0 */
    int n = w >= 1000000000u ? 10 : 1;
    while (n < 18 && w >= kr__dec_ten[n]) n++;
    return n;
}
KR_INLINE size_t kr__dw_trim(const Word *a, size_t n) {
    while (n > 0 && a[n - 1] == 0) n--;
    return n;
}
KR_INLINE int64_t kr__dw_digits(const Word *a, size_t n) { /* trimmed */
    return n == 0 ? 1 : (int64_t)(n - 1) * KR_DEC_DIGITS + kr__dw_word_digits(a[n - 1]);
}
/* Words for this many digits; SIZE_MAX past what memory holds. */
KR_INLINE size_t kr__dw_words(int64_t digits) {
    if (digits > (int64_t)1 << 40) return SIZE_MAX;
    return digits <= 0 ? 0 : (size_t)((digits + KR_DEC_DIGITS - 1) / KR_DEC_DIGITS);
}

/* ---- linear ---- */

int kr__dw_cmp(const Word *a, size_t an, const Word *b, size_t bn); /* any lengths */
/* r (an words, may be a) = a + b or a - b, an >= bn; the carry. */
Word kr__dw_add(Word *r, const Word *a, size_t an, const Word *b, size_t bn);
Word kr__dw_sub(Word *r, const Word *a, size_t an, const Word *b, size_t bn);
Word kr__dw_add1(Word *r, size_t n, Word x);
/* r (may be a) = a * m + carry, m < base; the carry out. */
Word kr__dw_mul1(Word *r, const Word *a, size_t n, Word m, Word carry);
/* r (may be a) = a / m; the remainder. m < base. */
Word kr__dw_div1(Word *r, const Word *a, size_t n, Word m);
/* r = a * 10^k: n + k / 18 + 1 words; r may be a. Returns their number, trimmed. */
size_t kr__dw_shl(Word *r, const Word *a, size_t n, int64_t k);
/* r = a / 10^k, r may be a; *rn its trimmed length. Returns the first digit lost; 0 and 5 are made
 * 1 and 6 when something but zeros follows. */
unsigned kr__dw_shr(Word *r, size_t *rn, const Word *a, size_t n, int64_t k);
/* Word i of a * 10^k would be ...: digit i of a. */
KR_INLINE unsigned kr__dw_digit(const Word *a, size_t n, int64_t i) {
    size_t w = (size_t)i / KR_DEC_DIGITS;
    return w < n ? (unsigned)(a[w] / kr__dec_ten[i % KR_DEC_DIGITS] % 10) : 0;
}

/* ---- products, quotients, roots ---- */

/* r (an + bn words, no overlap) = a * b; an, bn >= 1. */
KR_MUST_USE bool kr__dw_mul(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b,
                            size_t bn);
/* r (an + bn words) nearly a * b: the low `skip` words are not computed, and what they would carry
 * is lost but for less than n units of word `skip`. */
KR_MUST_USE bool kr__dw_mul_high(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b,
                                 size_t bn, size_t skip);
/* q (an - bn + 1 words) and r (bn words) of a / b; an >= bn >= 1, b trimmed. q, r overlap nothing. */
KR_MUST_USE bool kr__dw_divrem(KrDecRun *run, Word *q, Word *r, const Word *a, size_t an,
                               const Word *b, size_t bn);
/* *r, *rn: the root of a (trimmed, not zero) rounded down, in scratch; *exact. */
KR_MUST_USE bool kr__dw_isqrt(KrDecRun *run, Word **r, size_t *rn, bool *exact, const Word *a,
                              size_t n);

#endif

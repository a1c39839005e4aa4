/* SPDX-License-Identifier: MIT
 * limbs.h: arithmetic on integers of any size: a sign and n limbs of 32 bits, least significant
 * first, in buffers of the caller's. Knows no object and no Python.
 *
 * Invariants of every KrLimbs given and returned: the top limb is not zero (zero has n == 0), and
 * zero is not negative. Inputs are only read; results go to r->d, whose room each function states in
 * limbs. Unless it says otherwise, r->d must not overlap an input.
 *
 * What can run long takes a KrWork: scratch comes from its account and is freed on return, and its
 * poll is called about every 100 us. Such functions return KR_OK, or KR_NOMEM or KR_STOPPED (poll
 * said false), and then r is garbage. poll must not touch the operands. */
#ifndef KR_BASE_LIMBS_H
#define KR_BASE_LIMBS_H

#include "base/mem.h"

typedef struct KrLimbs {
    uint32_t *d;
    uint32_t n;
    bool neg;
} KrLimbs;

typedef enum KrStatus { KR_OK, KR_NOMEM, KR_STOPPED } KrStatus;

typedef struct KrWork {
    KrMem *mem;
    bool (*poll)(void *ud); /* false: stop; NULL: never */
    void *ud;
} KrWork;

/* Most limbs that an integer may have; what would have more is the caller's MemoryError. */
#define KR_LIMBS_MAX ((uint32_t)1 << 29)

/* ---- small ones and views ---- */

/* x in a buffer of 2 limbs. */
KrLimbs kr__limbs_from_i64(uint32_t buf[2], int64_t x);
KrLimbs kr__limbs_from_u64(uint32_t buf[2], uint64_t x);

/* n without leading zero limbs. */
KR_INLINE uint32_t kr__limbs_trim(const uint32_t *d, uint32_t n) {
    while (n > 0 && d[n - 1] == 0) n--;
    return n;
}

/* False when a does not fit; *out is then untouched. */
bool kr__limbs_to_i64(const KrLimbs *a, int64_t *out);
bool kr__limbs_to_u64(const KrLimbs *a, uint64_t *out);

/* a modulo 2^64 in two's complement. */
uint64_t kr__limbs_low64(const KrLimbs *a);

/* Negative, zero or positive as a is less than, equal to or greater than b. */
int kr__limbs_cmp(const KrLimbs *a, const KrLimbs *b);
int kr__limbs_cmp_abs(const KrLimbs *a, const KrLimbs *b);

/* Bits of |a|; 0 of zero. Ones in |a|. */
uint64_t kr__limbs_bit_length(const KrLimbs *a);
uint64_t kr__limbs_bit_count(const KrLimbs *a);

/* Number of zero bits below the lowest one of a, which is not zero. */
uint64_t kr__limbs_trailing_zeros(const KrLimbs *a);

/* ---- linear ---- */

/* Room: max(a->n, b->n) + 1. r->d may be a->d or b->d. */
void kr__limbs_add(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);
void kr__limbs_sub(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);

/* a * 2^bits. Room: a->n + bits / 32 + 1. r->d may be a->d. */
void kr__limbs_shl(KrLimbs *r, const KrLimbs *a, uint64_t bits);

/* a / 2^bits rounded down (towards minus infinity). Room: max(a->n - bits / 32, 0) + 1. r->d may be
 * a->d. */
void kr__limbs_shr(KrLimbs *r, const KrLimbs *a, uint64_t bits);

/* In two's complement of unbounded width. Room: max(a->n, b->n) + 1, for not a->n + 1. r->d may be
 * a->d or b->d. */
void kr__limbs_and(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);
void kr__limbs_or(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);
void kr__limbs_xor(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);
void kr__limbs_not(KrLimbs *r, const KrLimbs *a);

/* a * small + add for magnitudes, in place. Room: a->n + 1. */
void kr__limbs_muladd_small(KrLimbs *a, uint32_t small, uint32_t add);

/* |a| / small in place; returns the remainder. */
uint32_t kr__limbs_div_small(KrLimbs *a, uint32_t small);

/* ---- floats ---- */

/* The nearest double, ties to even. False when it would be infinite. */
bool kr__limbs_to_double(const KrLimbs *a, double *out);

/* m in [0.5, 1) or (-1, -0.5], correctly rounded, and *exp with a ~ m * 2^*exp; 0 for zero. */
double kr__limbs_frexp(const KrLimbs *a, int64_t *exp);

/* A finite double without its fraction. Room: 32. */
void kr__limbs_from_double(KrLimbs *r, double d);

/* Compares exactly with a double that is no NaN. */
int kr__limbs_cmp_double(const KrLimbs *a, double d);

/* a / b (b not zero), correctly rounded; *overflow is set when that would be infinite. */
KR_MUST_USE KrStatus kr__limbs_truediv(const KrWork *w, double *out, bool *overflow,
                                       const KrLimbs *a, const KrLimbs *b);

/* ---- bytes ---- */

/* n bytes as an unsigned, or two's complement, number. Room: n / 4 + 1. */
void kr__limbs_from_bytes(KrLimbs *r, const uint8_t *p, size_t n, bool little, bool is_signed);

/* Writes a into n bytes. False when it does not fit (or a is negative and is_signed false). */
bool kr__limbs_to_bytes(const KrLimbs *a, uint8_t *p, size_t n, bool little, bool is_signed);

/* ---- products and quotients ---- */

/* Room: a->n + b->n. a and b may be the same: squaring is faster. */
KR_MUST_USE KrStatus kr__limbs_mul(const KrWork *w, KrLimbs *r, const KrLimbs *a, const KrLimbs *b);

/* Quotient and remainder; b is not zero. Floor: rounds towards minus infinity, the remainder has
 * b's sign, as Python does; trunc: towards zero, the remainder has a's sign, as C does. Either of q
 * and r may be NULL. Room: q max(a->n - b->n, 0) + 2, r b->n + 1. */
KR_MUST_USE KrStatus kr__limbs_floordiv(const KrWork *w, KrLimbs *q, KrLimbs *r, const KrLimbs *a,
                                        const KrLimbs *b);
KR_MUST_USE KrStatus kr__limbs_truncdiv(const KrWork *w, KrLimbs *q, KrLimbs *r, const KrLimbs *a,
                                        const KrLimbs *b);

/* ---- powers, roots, divisors ---- */

/* Limbs that a**e may need; SIZE_MAX when they pass KR_LIMBS_MAX. */
size_t kr__limbs_pow_room(const KrLimbs *a, uint64_t e);

/* a**e. Room: kr__limbs_pow_room. */
KR_MUST_USE KrStatus kr__limbs_pow(const KrWork *w, KrLimbs *r, const KrLimbs *a, uint64_t e);

/* a**e modulo m with the sign of m, as Python's; e >= 0, m not zero. Room: m->n + 1. */
KR_MUST_USE KrStatus kr__limbs_powmod(const KrWork *w, KrLimbs *r, const KrLimbs *a,
                                      const KrLimbs *e, const KrLimbs *m);

/* The x in [0, |m|) with a * x = 1 modulo |m|; *exists says whether there is one. Room: m->n + 2. */
KR_MUST_USE KrStatus kr__limbs_invmod(const KrWork *w, KrLimbs *r, bool *exists, const KrLimbs *a,
                                      const KrLimbs *m);

/* Greatest common divisor, not negative. Room: max(a->n, b->n) + 1. */
KR_MUST_USE KrStatus kr__limbs_gcd(const KrWork *w, KrLimbs *r, const KrLimbs *a, const KrLimbs *b);

/* The square root of a >= 0, rounded down. Room: a->n / 2 + 2. */
KR_MUST_USE KrStatus kr__limbs_isqrt(const KrWork *w, KrLimbs *r, const KrLimbs *a);

/* ---- text ---- */

/* Characters that a may take in this base (2..36), sign included. */
size_t kr__limbs_text_room(const KrLimbs *a, unsigned base);

/* Writes a in lower-case digits, '-' first when negative, without NUL; *len is their number. */
KR_MUST_USE KrStatus kr__limbs_to_text(const KrWork *w, char *out, size_t *len, const KrLimbs *a,
                                       unsigned base);

/* Limbs for n digits of this base. */
size_t kr__limbs_from_text_room(size_t n, unsigned base);

/* The number that n digits write (either case; every one valid in the base, no sign, no other
 * characters: the caller has checked). Room: kr__limbs_from_text_room. */
KR_MUST_USE KrStatus kr__limbs_from_text(const KrWork *w, KrLimbs *r, const char *s, size_t n,
                                         unsigned base);

#endif

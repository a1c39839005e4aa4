/* SPDX-License-Identifier: MIT
 * decimal.h: decimal floating-point arithmetic as the General Decimal Arithmetic specification has
 * it, in any precision. Knows nothing of Python.
 *
 * A number is a sign, a coefficient and an exponent, or an infinity, or a NaN whose coefficient is
 * its payload. A coefficient is an array of words in base 10^18, least first, its top word not zero;
 * zero has no words.
 *
 * Everything computed lies in the scratch memory of a KrDecRun: a stack, given back down to a mark
 * or, at the end of an operation, as a whole. What an operation computes is copied out before that.
 * A KrDec may as well be a view of words that lie elsewhere: operations only read their operands.
 *
 * Functions that return bool return false when memory ran out or the poll said stop: run->failed
 * says which. Signals of the specification are bits added to ctx->status, never failures. */
#ifndef KR_BASE_DECIMAL_H
#define KR_BASE_DECIMAL_H

#include "base/limbs.h"

#define KR_DEC_BASE 1000000000000000000u
#define KR_DEC_DIGITS 18

#define KR_DEC_MAX_PREC 999999999999999999
#define KR_DEC_MAX_EMAX 999999999999999999
#define KR_DEC_MIN_EMIN (-999999999999999999)
#define KR_DEC_MIN_ETINY (KR_DEC_MIN_EMIN - (KR_DEC_MAX_PREC - 1))

enum {
    KR_DEC_UP,
    KR_DEC_DOWN,
    KR_DEC_CEILING,
    KR_DEC_FLOOR,
    KR_DEC_HALF_UP,
    KR_DEC_HALF_DOWN,
    KR_DEC_HALF_EVEN,
    KR_DEC_05UP
};

/* Conditions. */
enum {
    KR_DEC_CLAMPED = 1,
    KR_DEC_CONVERSION_SYNTAX = 2,
    KR_DEC_DIVISION_BY_ZERO = 4,
    KR_DEC_DIVISION_IMPOSSIBLE = 8,
    KR_DEC_DIVISION_UNDEFINED = 16,
    KR_DEC_INEXACT = 32,
    KR_DEC_INVALID_CONTEXT = 64,
    KR_DEC_INVALID_OPERATION = 128,
    KR_DEC_OVERFLOW = 256,
    KR_DEC_ROUNDED = 512,
    KR_DEC_SUBNORMAL = 1024,
    KR_DEC_UNDERFLOW = 2048,
    KR_DEC_FLOAT_OPERATION = 4096
};
/* What counts as the signal invalid operation. */
#define KR_DEC_INVALID                                                                   \
    (KR_DEC_CONVERSION_SYNTAX | KR_DEC_DIVISION_IMPOSSIBLE | KR_DEC_DIVISION_UNDEFINED | \
     KR_DEC_INVALID_CONTEXT | KR_DEC_INVALID_OPERATION)
#define KR_DEC_ERRORS (KR_DEC_INVALID | KR_DEC_DIVISION_BY_ZERO)

enum { KR_DEC_FINITE, KR_DEC_INF, KR_DEC_NAN, KR_DEC_SNAN };

typedef struct KrDec {
    const uint64_t *d;
    size_t n;
    int64_t exp;
    int64_t digits; /* of the coefficient; 1 for zero */
    uint8_t kind;
    bool neg;
} KrDec;

typedef struct KrDecChunk KrDecChunk;
typedef struct KrDecRun {
    KrWork work;
    KrStatus failed;
    size_t spent;       /* word operations since the last poll */
    size_t used;        /* words of the chunk on top */
    KrDecChunk *chunks; /* NULL: `first` is on top */
    uint64_t first[96];
} KrDecRun;

typedef struct KrDecCtx {
    KrDecRun *run;
    int64_t prec, emax, emin;
    uint8_t round;
    bool clamp;
    uint32_t status;
} KrDecCtx;

KR_INLINE void kr__dec_begin(KrDecRun *run, const KrWork *work) {
    run->work = *work;
    run->failed = KR_OK;
    run->spent = run->used = 0;
    run->chunks = NULL;
}
void kr__dec_chunks_free(KrDecRun *run);
KR_INLINE void kr__dec_end(KrDecRun *run) {
    if (KR_UNLIKELY(run->chunks != NULL)) kr__dec_chunks_free(run);
}

KR_INLINE bool kr__dec_is_special(const KrDec *a) { return a->kind != KR_DEC_FINITE; }
KR_INLINE bool kr__dec_is_nan(const KrDec *a) { return a->kind >= KR_DEC_NAN; }
KR_INLINE bool kr__dec_is_zero(const KrDec *a) { return a->kind == KR_DEC_FINITE && a->n == 0; }
KR_INLINE int64_t kr__dec_adj(const KrDec *a) { return a->exp + a->digits - 1; }
KR_INLINE int64_t kr__dec_etiny(const KrDecCtx *c) { return c->emin - (c->prec - 1); }
KR_INLINE int64_t kr__dec_etop(const KrDecCtx *c) { return c->emax - (c->prec - 1); }
/* The context in which every number that can be written is exact. */
KR_INLINE KrDecCtx kr__dec_max_ctx(KrDecRun *run) {
    return (KrDecCtx){.run = run,
                      .prec = KR_DEC_MAX_PREC,
                      .emax = KR_DEC_MAX_EMAX,
                      .emin = KR_DEC_MIN_EMIN,
                      .round = KR_DEC_HALF_EVEN};
}

/* ---- making ---- */

/* A finite number of words that have been computed, leading zeros allowed. */
void kr__dec_set(KrDec *r, bool neg, const uint64_t *d, size_t n, int64_t exp);
KR_MUST_USE bool kr__dec_set_u64(KrDecCtx *c, KrDec *r, bool neg, uint64_t x, int64_t exp);
void kr__dec_set_zero(KrDec *r, bool neg, int64_t exp);
void kr__dec_set_inf(KrDec *r, bool neg);
/* NaN without payload, and the condition that made it. */
void kr__dec_invalid(KrDecCtx *c, KrDec *r, uint32_t condition);
/* A copy in scratch memory. */
KR_MUST_USE bool kr__dec_copy(KrDecCtx *c, KrDec *r, const KrDec *a);
/* Rounds to the context, in place. */
KR_MUST_USE bool kr__dec_finalize(KrDecCtx *c, KrDec *r);
/* Rounds to prec digits only. */
KR_MUST_USE bool kr__dec_round(KrDecCtx *c, KrDec *r, int64_t prec);
/* The same number with another exponent; what is lost is rounded, without conditions; any length. */
KR_MUST_USE bool kr__dec_rescale(KrDecCtx *c, KrDec *r, const KrDec *a, int64_t exp);

/* Text without blanks and underscores, ASCII. Not rounded. Not a number: NaN, conversion syntax. */
KR_MUST_USE bool kr__dec_from_text(KrDecCtx *c, KrDec *r, const char *s, size_t n);
/* Coefficient from n decimal digits, exponent 0. */
KR_MUST_USE bool kr__dec_from_digits(KrDecCtx *c, KrDec *r, const char *s, size_t n);
KR_MUST_USE bool kr__dec_from_limbs(KrDecCtx *c, KrDec *r, const KrLimbs *a);
/* Exactly; inf and NaN, too. */
KR_MUST_USE bool kr__dec_from_double(KrDecCtx *c, KrDec *r, double x);
/* The coefficient's digits; out has room for a->digits. */
void kr__dec_digits(char *out, const KrDec *a);
/* Scientific (or engineering) text; room: kr__dec_text_room. Returns its length. */
size_t kr__dec_text_room(const KrDec *a);
size_t kr__dec_text(char *out, const KrDec *a, bool engineering, bool capitals);
/* An integral number in int64; false: it is none, or does not fit. */
bool kr__dec_to_i64(const KrDec *a, int64_t *out);

/* ---- asking ---- */

bool kr__dec_is_integer(const KrDec *a); /* finite, without a fraction */
bool kr__dec_is_odd(const KrDec *a);     /* of an integer */
int64_t kr__dec_trailing_zeros(const KrDec *a);
int kr__dec_cmp(const KrDec *a, const KrDec *b); /* no NaNs: -1, 0, 1 */
int kr__dec_cmp_abs(const KrDec *a, const KrDec *b);
int kr__dec_cmp_total(const KrDec *a, const KrDec *b);
int kr__dec_cmp_total_abs(const KrDec *a, const KrDec *b);
/* A NaN among the operands has decided r. b, d may be NULL. */
bool kr__dec_nans(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, const KrDec *d,
                  bool *failed);
/* "NaN", "-Normal", ... */
const char *kr__dec_class(const KrDecCtx *c, const KrDec *a);

/* ---- operations of the specification ---- */

typedef bool (*KrDecOp1)(KrDecCtx *c, KrDec *r, const KrDec *a);
typedef bool (*KrDecOp2)(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b);
#define KR_DEC_OP1(name) KR_MUST_USE bool kr__dec_##name(KrDecCtx *c, KrDec *r, const KrDec *a)
#define KR_DEC_OP2(name) \
    KR_MUST_USE bool kr__dec_##name(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b)
KR_DEC_OP1(plus);
KR_DEC_OP1(minus);
KR_DEC_OP1(abs);
KR_DEC_OP1(reduce);
KR_DEC_OP1(to_integral);       /* silent */
KR_DEC_OP1(to_integral_exact); /* with inexact and rounded */
KR_DEC_OP1(logb);
KR_DEC_OP1(invert);
KR_DEC_OP1(next_plus);
KR_DEC_OP1(next_minus);
KR_DEC_OP1(sqrt);
KR_DEC_OP1(exp);
KR_DEC_OP1(ln);
KR_DEC_OP1(log10);
KR_DEC_OP2(add);
KR_DEC_OP2(sub);
KR_DEC_OP2(mul);
KR_DEC_OP2(div);
KR_DEC_OP2(divint);
KR_DEC_OP2(rem);
KR_DEC_OP2(rem_near);
KR_DEC_OP2(pow);
KR_DEC_OP2(quantize);
KR_DEC_OP2(compare);
KR_DEC_OP2(compare_signal);
KR_DEC_OP2(compare_total);
KR_DEC_OP2(compare_total_mag);
KR_DEC_OP2(max);
KR_DEC_OP2(min);
KR_DEC_OP2(max_mag);
KR_DEC_OP2(min_mag);
KR_DEC_OP2(next_toward);
KR_DEC_OP2(scaleb);
KR_DEC_OP2(shift);
KR_DEC_OP2(rotate);
KR_DEC_OP2(and);
KR_DEC_OP2(or);
KR_DEC_OP2(xor);
KR_MUST_USE bool kr__dec_divmod(KrDecCtx *c, KrDec *q, KrDec *r, const KrDec *a, const KrDec *b);
KR_MUST_USE bool kr__dec_fma(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, const KrDec *d);
KR_MUST_USE bool kr__dec_powmod(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e,
                                const KrDec *m);

#endif

/* SPDX-License-Identifier: MIT
 * decimal_more.c: comparisons as operations, extremes, neighbours, digit by digit operations and
 * shifts of decimal numbers. See decimal.h. */
#include "base/decimal_words.h"

static bool decided(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool *ok) {
    bool failed;
    if (!kr__dec_nans(c, r, a, b, NULL, &failed)) return false;
    *ok = !failed;
    return true;
}

static bool invalid(KrDecCtx *c, KrDec *r) {
    kr__dec_invalid(c, r, KR_DEC_INVALID_OPERATION);
    return true;
}

/* ---- comparing ---- */

static bool set_order(KrDec *r, int order) {
    static const Word one = 1;
    kr__dec_set(r, order < 0, &one, order != 0, 0);
    return true;
}

bool kr__dec_compare(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok;
    if ((kr__dec_is_nan(a) || kr__dec_is_nan(b)) && decided(c, r, a, b, &ok)) return ok;
    return set_order(r, kr__dec_cmp(a, b));
}
bool kr__dec_compare_signal(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    if (kr__dec_is_nan(a) || kr__dec_is_nan(b)) c->status |= KR_DEC_INVALID_OPERATION;
    return kr__dec_compare(c, r, a, b);
}
bool kr__dec_compare_total(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    (void)c;
    return set_order(r, kr__dec_cmp_total(a, b));
}
bool kr__dec_compare_total_mag(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    (void)c;
    return set_order(r, kr__dec_cmp_total_abs(a, b));
}

/* The larger (want > 0) or smaller of both; a quiet NaN gives way to a number. */
static bool extreme(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, int want, bool mag) {
    bool ok;
    if (a->kind == KR_DEC_NAN && !kr__dec_is_nan(b)) {
        *r = *b;
    } else if (b->kind == KR_DEC_NAN && !kr__dec_is_nan(a)) {
        *r = *a;
    } else if (kr__dec_is_nan(a) || kr__dec_is_nan(b)) {
        if (decided(c, r, a, b, &ok)) return ok;
    } else {
        int order = mag ? kr__dec_cmp_abs(a, b) : kr__dec_cmp(a, b);
        if (order == 0) order = kr__dec_cmp_total(a, b);
        *r = order * want >= 0 ? *a : *b;
    }
    return kr__dec_finalize(c, r);
}
bool kr__dec_max(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return extreme(c, r, a, b, 1, false);
}
bool kr__dec_min(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return extreme(c, r, a, b, -1, false);
}
bool kr__dec_max_mag(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return extreme(c, r, a, b, 1, true);
}
bool kr__dec_min_mag(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return extreme(c, r, a, b, -1, true);
}

/* ---- neighbours ---- */

/* The largest finite number of the context. */
static bool set_largest(KrDecCtx *c, KrDec *r, bool neg) {
    uint32_t status = c->status;
    uint8_t round = c->round;
    static const Word one = 1;
    c->round = KR_DEC_DOWN;
    kr__dec_set(r, neg, &one, 1, c->emax + 1);
    bool ok = kr__dec_finalize(c, r);
    c->status = status;
    c->round = round;
    return ok;
}

static bool next(KrDecCtx *c, KrDec *r, const KrDec *a, bool down) {
    bool ok;
    static const Word one = 1;
    KrDec tiny, from;
    if (kr__dec_is_nan(a) && decided(c, r, a, NULL, &ok)) return ok;
    if (a->kind == KR_DEC_INF) {
        if (a->neg != down) return set_largest(c, r, a->neg);
        *r = *a;
        return true;
    }
    KrDecCtx w = *c;
    w.round = down ? KR_DEC_FLOOR : KR_DEC_CEILING;
    w.status = 0;
    *r = *a;
    if (!kr__dec_finalize(&w, r)) return false;
    if (w.status & (KR_DEC_INEXACT | KR_DEC_ERRORS)) return true;
    from = *r;
    kr__dec_set(&tiny, down, &one, 1, kr__dec_etiny(c) - 1);
    return kr__dec_add(&w, r, &from, &tiny);
}
bool kr__dec_next_plus(KrDecCtx *c, KrDec *r, const KrDec *a) { return next(c, r, a, false); }
bool kr__dec_next_minus(KrDecCtx *c, KrDec *r, const KrDec *a) { return next(c, r, a, true); }

bool kr__dec_next_toward(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok;
    if ((kr__dec_is_nan(a) || kr__dec_is_nan(b)) && decided(c, r, a, b, &ok)) return ok;
    int order = kr__dec_cmp(a, b);
    if (order == 0) {
        *r = *a;
        r->neg = b->neg;
        return true;
    }
    if (!next(c, r, a, order > 0)) return false;
    if (r->kind == KR_DEC_INF) {
        c->status |= KR_DEC_OVERFLOW | KR_DEC_INEXACT | KR_DEC_ROUNDED;
    } else if (kr__dec_adj(r) < c->emin) {
        c->status |= KR_DEC_UNDERFLOW | KR_DEC_SUBNORMAL | KR_DEC_INEXACT | KR_DEC_ROUNDED;
        if (r->n == 0) c->status |= KR_DEC_CLAMPED;
    }
    return true;
}

/* ---- exponents and digits ---- */

bool kr__dec_logb(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool ok;
    if (kr__dec_is_nan(a) && decided(c, r, a, NULL, &ok)) return ok;
    if (a->kind == KR_DEC_INF) {
        kr__dec_set_inf(r, false);
        return true;
    }
    if (a->n == 0) {
        kr__dec_set_inf(r, true);
        c->status |= KR_DEC_DIVISION_BY_ZERO;
        return true;
    }
    int64_t e = kr__dec_adj(a);
    return kr__dec_set_u64(c, r, e < 0, e < 0 ? 0 - (uint64_t)e : (uint64_t)e, 0) &&
           kr__dec_finalize(c, r);
}

/* b as a count of at most `most`; false: r is decided. */
static bool count_of(KrDecCtx *c, KrDec *r, const KrDec *b, int64_t most, int64_t *out) {
    if (b->kind == KR_DEC_FINITE && b->exp == 0 && kr__dec_to_i64(b, out) && *out >= -most &&
        *out <= most)
        return true;
    invalid(c, r);
    return false;
}

bool kr__dec_scaleb(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok;
    int64_t k;
    if ((kr__dec_is_nan(a) || kr__dec_is_nan(b)) && decided(c, r, a, b, &ok)) return ok;
    if (!count_of(c, r, b, 2 * (c->emax + c->prec), &k)) return true;
    *r = *a;
    if (a->kind == KR_DEC_INF) return true;
    r->exp += k;
    return kr__dec_finalize(c, r);
}

/* The last k digits of a number's words, in place. */
static size_t last_digits(Word *d, size_t n, int64_t k) {
    size_t words = kr__dw_words(k);
    if (words > n) return kr__dw_trim(d, n);
    if (k % KR_DEC_DIGITS) d[words - 1] %= kr__dec_ten[k % KR_DEC_DIGITS];
    return kr__dw_trim(d, words);
}

static bool move_digits(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool rotate) {
    bool ok;
    int64_t k;
    if ((kr__dec_is_nan(a) || kr__dec_is_nan(b)) && decided(c, r, a, b, &ok)) return ok;
    if (!count_of(c, r, b, c->prec, &k)) return true;
    *r = *a;
    if (a->kind == KR_DEC_INF) return true;
    if (rotate && k < 0) k += c->prec;
    size_t words = kr__dw_words(k < 0 ? 0 : k);
    size_t room = words == SIZE_MAX ? words / 4 : a->n + words + 2, n = a->n, m = 0;
    Word *d = kr__dec_alloc(c->run, room), *low = rotate ? kr__dec_alloc(c->run, a->n + 1) : d;
    if (!d || !low) return false;
    if (n) memcpy(d, a->d, n * 8);
    n = last_digits(d, n, c->prec);
    if (rotate) kr__dw_shr(low, &m, d, n, c->prec - k);
    if (k < 0)
        kr__dw_shr(d, &n, d, n, -k);
    else
        n = last_digits(d, kr__dw_shl(d, d, n, k), c->prec);
    if (rotate && m > n) {
        memset(d + n, 0, (m - n) * 8);
        n = m;
    }
    if (rotate) kr__dw_add(d, d, n, low, m);
    kr__dec_set(r, a->neg, d, n, a->exp);
    return true;
}
bool kr__dec_shift(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return move_digits(c, r, a, b, false);
}
bool kr__dec_rotate(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return move_digits(c, r, a, b, true);
}

/* ---- logical operations ---- */

/* Digits 0 and 1 only; those past the context's precision do not count, but must be such. */
static bool is_logical(const KrDec *a) {
    if (a->kind != KR_DEC_FINITE || a->neg || a->exp != 0) return false;
    for (size_t i = 0; i < a->n; i++)
        for (Word w = a->d[i]; w; w /= 10)
            if (w % 10 > 1) return false;
    return true;
}

/* table: bit 2 * x + y of it is the result of digits x and y. */
static Word logical_word(Word x, Word y, unsigned table) {
    Word w = 0;
    for (int i = KR_DEC_DIGITS - 1; i >= 0; i--) {
        unsigned at = (unsigned)(x / kr__dec_ten[i] % 10 * 2 + y / kr__dec_ten[i] % 10);
        w = w * 10 + (table >> at & 1);
    }
    return w;
}

static bool logical(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, unsigned table) {
    if (!is_logical(a) || !is_logical(b)) return invalid(c, r);
    size_t n = table & 1 ? kr__dw_words(c->prec) : a->n > b->n ? a->n : b->n;
    Word *d = kr__dec_alloc(c->run, n);
    if (!d) return false;
    for (size_t i = 0; i < n; i++)
        d[i] = logical_word(i < a->n ? a->d[i] : 0, i < b->n ? b->d[i] : 0, table);
    n = last_digits(d, n, c->prec);
    kr__dec_set(r, false, d, n, 0);
    return true;
}
bool kr__dec_and(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return logical(c, r, a, b, 8);
}
bool kr__dec_or(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return logical(c, r, a, b, 14);
}
bool kr__dec_xor(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return logical(c, r, a, b, 6);
}
bool kr__dec_invert(KrDecCtx *c, KrDec *r, const KrDec *a) { return logical(c, r, a, a, 1); }

/* SPDX-License-Identifier: MIT
 * decimal.c: making decimal numbers, rounding them to a context, comparing and asking about them.
 * See decimal.h. */
#include "base/decimal.h"

#include "base/decimal_words.h"

/* ---- making ---- */

void kr__dec_set(KrDec *r, bool neg, const uint64_t *d, size_t n, int64_t exp) {
    n = kr__dw_trim(d, n);
    *r = (KrDec){.d = d, .n = n, .exp = exp, .digits = kr__dw_digits(d, n), .neg = neg};
}

bool kr__dec_set_u64(KrDecCtx *c, KrDec *r, bool neg, uint64_t x, int64_t exp) {
    Word *d = kr__dec_alloc(c->run, 2);
    if (!d) return false;
    d[0] = x % BASE;
    d[1] = x / BASE;
    kr__dec_set(r, neg, d, 2, exp);
    return true;
}

void kr__dec_set_zero(KrDec *r, bool neg, int64_t exp) {
    *r = (KrDec){.exp = exp, .digits = 1, .neg = neg};
}
void kr__dec_set_inf(KrDec *r, bool neg) {
    *r = (KrDec){.digits = 1, .kind = KR_DEC_INF, .neg = neg};
}
void kr__dec_invalid(KrDecCtx *c, KrDec *r, uint32_t condition) {
    *r = (KrDec){.digits = 1, .kind = KR_DEC_NAN};
    c->status |= condition;
}

bool kr__dec_copy(KrDecCtx *c, KrDec *r, const KrDec *a) {
    Word *d = kr__dec_alloc(c->run, a->n);
    if (!d) return false;
    if (a->n) memcpy(d, a->d, a->n * 8);
    *r = *a;
    r->d = d;
    return true;
}

/* The largest coefficient of prec digits. */
static bool set_nines(KrDecCtx *c, KrDec *r, bool neg, int64_t exp) {
    size_t n = kr__dw_words(c->prec);
    Word *d = kr__dec_alloc(c->run, n);
    if (!d) return false;
    for (size_t i = 0; i < n; i++) d[i] = BASE - 1;
    if (c->prec % KR_DEC_DIGITS) d[n - 1] = kr__dec_ten[c->prec % KR_DEC_DIGITS] - 1;
    kr__dec_set(r, neg, d, n, exp);
    return true;
}

/* ---- rounding ---- */

/* Whether the digits that are kept are to be made one larger. lost: as kr__dw_shr says. */
static bool rounds_up(unsigned round, bool neg, unsigned lost, Word low) {
    switch (round) {
    case KR_DEC_DOWN: return false;
    case KR_DEC_UP: return lost != 0;
    case KR_DEC_CEILING: return lost != 0 && !neg;
    case KR_DEC_FLOOR: return lost != 0 && neg;
    case KR_DEC_HALF_UP: return lost >= 5;
    case KR_DEC_HALF_DOWN: return lost > 5;
    case KR_DEC_05UP: return lost != 0 && low % 5 == 0;
    default: return lost > 5 || (lost == 5 && low % 2 == 1);
    }
}

/* Drops the last k digits of r, rounding; the exponent is left as it is. *lost: as kr__dw_shr. */
static bool drop_digits(KrDecCtx *c, KrDec *r, int64_t k, unsigned *lost) {
    size_t n = 0;
    if (r->n == 1 && k < KR_DEC_DIGITS) { /* nothing to shift about */
        Word *d = kr__dec_alloc(c->run, 1), w = r->d[0];
        if (!d) return false;
        Word unit = kr__dec_ten[k], rest = w % unit, part = kr__dec_ten[k - (k > 0)];
        unsigned first = k ? (unsigned)(rest / part) : 0;
        if (k && rest % part && (first == 0 || first == 5)) first++;
        *lost = first;
        d[0] = w / unit;
        d[0] += rounds_up(c->round, r->neg, first, d[0]);
        kr__dec_set(r, r->neg, d, 1, r->exp);
        return true;
    }
    size_t gone = (uint64_t)k / KR_DEC_DIGITS >= r->n ? r->n : (size_t)k / KR_DEC_DIGITS;
    Word *d = kr__dec_alloc(c->run, r->n - gone + 1);
    if (!d) return false;
    *lost = kr__dw_shr(d, &n, r->d, r->n, k);
    if (rounds_up(c->round, r->neg, *lost, n ? d[0] : 0)) {
        d[n] = 0;
        d[n] = kr__dw_add1(d, n, 1);
        if (n == 0) d[0] = 1;
        n++;
    }
    kr__dec_set(r, r->neg, d, n, r->exp);
    return true;
}

/* r * 10^k with exponent lowered by k. */
static bool add_zeros(KrDecCtx *c, KrDec *r, int64_t k) {
    size_t words = kr__dw_words(k);
    Word *d = kr__dec_alloc(c->run, words == SIZE_MAX ? words : r->n + words + 1);
    if (!d) return false;
    kr__dec_set(r, r->neg, d, kr__dw_shl(d, r->d, r->n, k), r->exp - k);
    return true;
}

/* The exponent is above what the context has. */
static bool overflow(KrDecCtx *c, KrDec *r) {
    if (r->n == 0) {
        r->exp = c->clamp ? kr__dec_etop(c) : c->emax;
        c->status |= KR_DEC_CLAMPED;
        return true;
    }
    c->status |= KR_DEC_OVERFLOW | KR_DEC_INEXACT | KR_DEC_ROUNDED;
    bool largest = c->round == KR_DEC_DOWN || c->round == KR_DEC_05UP ||
                   (c->round == KR_DEC_CEILING && r->neg) || (c->round == KR_DEC_FLOOR && !r->neg);
    if (largest) return set_nines(c, r, r->neg, kr__dec_etop(c));
    kr__dec_set_inf(r, r->neg);
    return true;
}

/* The number is smaller than what the context has without loss of digits. */
static bool underflow(KrDecCtx *c, KrDec *r) {
    int64_t etiny = kr__dec_etiny(c);
    unsigned lost;
    if (r->n == 0) {
        if (r->exp < etiny) {
            r->exp = etiny;
            c->status |= KR_DEC_CLAMPED;
        }
        return true;
    }
    c->status |= KR_DEC_SUBNORMAL;
    if (r->exp >= etiny) return true;
    if (!drop_digits(c, r, etiny - r->exp, &lost)) return false;
    r->exp = etiny;
    c->status |= KR_DEC_ROUNDED;
    if (lost) {
        c->status |= KR_DEC_INEXACT | KR_DEC_UNDERFLOW;
        if (r->n == 0) c->status |= KR_DEC_CLAMPED;
    }
    return true;
}

static bool check_exponent(KrDecCtx *c, KrDec *r) {
    int64_t adj = kr__dec_adj(r);
    if (KR_UNLIKELY(adj > c->emax)) return overflow(c, r);
    if (KR_UNLIKELY(c->clamp && r->exp > kr__dec_etop(c))) {
        c->status |= KR_DEC_CLAMPED;
        if (r->n && adj < c->emin) c->status |= KR_DEC_SUBNORMAL;
        if (r->n) return add_zeros(c, r, r->exp - kr__dec_etop(c));
        r->exp = kr__dec_etop(c);
        return true;
    }
    return KR_LIKELY(adj >= c->emin) || underflow(c, r);
}

/* A NaN keeps as many digits of its payload as the context has room for. */
static bool fit_payload(KrDecCtx *c, KrDec *r) {
    int64_t keep = c->prec - c->clamp;
    if (r->n == 0 || r->digits <= keep) return true;
    size_t n = kr__dw_words(keep);
    Word *d = kr__dec_alloc(c->run, n);
    if (!d) return false;
    memcpy(d, r->d, n * 8);
    if (keep % KR_DEC_DIGITS) d[n - 1] %= kr__dec_ten[keep % KR_DEC_DIGITS];
    uint8_t kind = r->kind;
    kr__dec_set(r, r->neg, d, n, 0);
    r->kind = kind;
    return true;
}

bool kr__dec_round(KrDecCtx *c, KrDec *r, int64_t prec) {
    if (r->digits <= prec) return true;
    unsigned lost;
    int64_t k = r->digits - prec;
    if (!drop_digits(c, r, k, &lost)) return false;
    r->exp += k;
    c->status |= lost ? KR_DEC_ROUNDED | KR_DEC_INEXACT : KR_DEC_ROUNDED;
    if (r->digits > prec) { /* 999... became 1000...: */
        if (!drop_digits(c, r, 1, &lost)) return false;
        r->exp++;
        return true;
    }
    return true;
}

bool kr__dec_finalize(KrDecCtx *c, KrDec *r) {
    if (KR_UNLIKELY(r->kind != KR_DEC_FINITE)) return r->kind == KR_DEC_INF || fit_payload(c, r);
    if (!check_exponent(c, r)) return false;
    if (r->kind != KR_DEC_FINITE || r->digits <= c->prec) return true;
    return kr__dec_round(c, r, c->prec) && check_exponent(c, r);
}

bool kr__dec_rescale(KrDecCtx *c, KrDec *r, const KrDec *a, int64_t exp) {
    unsigned lost;
    *r = *a;
    if (r->n == 0) {
        r->exp = exp;
        return true;
    }
    if (a->exp >= exp) return add_zeros(c, r, a->exp - exp);
    if (!drop_digits(c, r, exp - a->exp, &lost)) return false;
    r->exp = exp;
    if (lost) c->status |= KR_DEC_INEXACT;
    c->status |= KR_DEC_ROUNDED;
    return true;
}

/* ---- NaNs ---- */

bool kr__dec_nans(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, const KrDec *d,
                  bool *failed) {
    const KrDec *all[3] = {a, b, d}, *from = NULL;
    *failed = false;
    for (int i = 0; i < 3 && !from; i++)
        if (all[i] && all[i]->kind == KR_DEC_SNAN) from = all[i];
    if (from) c->status |= KR_DEC_INVALID_OPERATION;
    for (int i = 0; i < 3 && !from; i++)
        if (all[i] && all[i]->kind == KR_DEC_NAN) from = all[i];
    if (!from) return false;
    *r = *from;
    r->kind = KR_DEC_NAN;
    *failed = !fit_payload(c, r);
    return true;
}

/* ---- asking ---- */

int64_t kr__dec_trailing_zeros(const KrDec *a) {
    int64_t k = 0;
    if (a->n == 0) return 0;
    size_t i = 0;
    for (; a->d[i] == 0; i++) k += KR_DEC_DIGITS;
    Word w = a->d[i];
    for (; w % 10 == 0; w /= 10) k++;
    return k;
}

bool kr__dec_is_integer(const KrDec *a) {
    if (a->kind != KR_DEC_FINITE) return false;
    return a->exp >= 0 || a->n == 0 || kr__dec_trailing_zeros(a) >= -a->exp;
}

bool kr__dec_is_odd(const KrDec *a) {
    if (a->n == 0 || a->exp > 0) return false;
    if (-a->exp >= a->digits) return false;
    return kr__dw_digit(a->d, a->n, -a->exp) % 2;
}

bool kr__dec_to_i64(const KrDec *a, int64_t *out) {
    if (!kr__dec_is_integer(a)) return false;
    Word w = 0;
    if (a->n && kr__dec_adj(a) > 18) return false;
    if (a->n) {
        Word d[3];
        size_t n;
        if (a->exp >= 0) {
            n = kr__dw_shl(d, a->d, a->n, a->exp);
        } else {
            size_t skip = (size_t)(-a->exp) / KR_DEC_DIGITS;
            kr__dw_shr(d, &n, a->d + skip, a->n - skip, -a->exp % KR_DEC_DIGITS);
        }
        if (n > 1 && d[1] > 9) return false;
        w = d[0] + (n > 1 ? d[1] * BASE : 0);
    }
    if (w > (Word)INT64_MAX + a->neg) return false;
    *out = a->neg ? (int64_t)(0 - w) : (int64_t)w;
    return true;
}

/* Coefficients with the same adjusted exponent; b's digits are shifted to a's as they are read. */
static int cmp_aligned(const KrDec *a, const KrDec *b) {
    if (a->digits < b->digits) return -cmp_aligned(b, a);
    int64_t shift = a->digits - b->digits; /* compare a with b * 10^shift */
    int64_t whole = shift / KR_DEC_DIGITS, part = shift % KR_DEC_DIGITS;
    Word up = kr__dec_ten[part], down = kr__dec_ten[KR_DEC_DIGITS - part];
    for (int64_t i = (int64_t)a->n - 1; i >= 0; i--) {
        int64_t j = i - whole;
        Word w = j >= 0 && j < (int64_t)b->n ? b->d[j] % down * up : 0;
        if (part && j >= 1 && j - 1 < (int64_t)b->n) w += b->d[j - 1] / down;
        if (a->d[i] != w) return a->d[i] < w ? -1 : 1;
    }
    return 0;
}

int kr__dec_cmp_abs(const KrDec *a, const KrDec *b) {
    if (a->kind == KR_DEC_INF) return b->kind == KR_DEC_INF ? 0 : 1;
    if (b->kind == KR_DEC_INF) return -1;
    if (a->n == 0 || b->n == 0) return (a->n != 0) - (b->n != 0);
    int64_t x = kr__dec_adj(a), y = kr__dec_adj(b);
    return x != y ? (x < y ? -1 : 1) : cmp_aligned(a, b);
}

int kr__dec_cmp(const KrDec *a, const KrDec *b) {
    bool az = kr__dec_is_zero(a), bz = kr__dec_is_zero(b);
    if (az && bz) return 0;
    if (az) return b->neg ? 1 : -1;
    if (bz) return a->neg ? -1 : 1;
    if (a->neg != b->neg) return a->neg ? -1 : 1;
    int order = kr__dec_cmp_abs(a, b);
    return a->neg ? -order : order;
}

int kr__dec_cmp_total_abs(const KrDec *a, const KrDec *b) {
    if (kr__dec_is_nan(a) || kr__dec_is_nan(b)) {
        int x = kr__dec_is_nan(a) ? (a->kind == KR_DEC_NAN ? 2 : 1) : 0;
        int y = kr__dec_is_nan(b) ? (b->kind == KR_DEC_NAN ? 2 : 1) : 0;
        return x != y ? (x < y ? -1 : 1) : kr__dw_cmp(a->d, a->n, b->d, b->n);
    }
    int order = kr__dec_cmp_abs(a, b);
    if (order || a->kind == KR_DEC_INF) return order;
    return a->exp < b->exp ? -1 : a->exp > b->exp;
}

int kr__dec_cmp_total(const KrDec *a, const KrDec *b) {
    if (a->neg != b->neg) return a->neg ? -1 : 1;
    int order = kr__dec_cmp_total_abs(a, b);
    return a->neg ? -order : order;
}

const char *kr__dec_class(const KrDecCtx *c, const KrDec *a) {
    if (a->kind == KR_DEC_SNAN) return "sNaN";
    if (a->kind == KR_DEC_NAN) return "NaN";
    if (a->kind == KR_DEC_INF) return a->neg ? "-Infinity" : "+Infinity";
    if (a->n == 0) return a->neg ? "-Zero" : "+Zero";
    if (kr__dec_adj(a) < c->emin) return a->neg ? "-Subnormal" : "+Subnormal";
    return a->neg ? "-Normal" : "+Normal";
}

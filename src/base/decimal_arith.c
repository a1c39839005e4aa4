/* SPDX-License-Identifier: MIT
 * decimal_arith.c: sums, products, quotients, remainders, roots and rounding operations of decimal
 * numbers. See decimal.h.
 *
 * Every operation computes exactly, or with more digits than the context has and a last one that
 * tells what follows, and rounds once (kr__dec_finalize). */
#include "base/decimal_words.h"

/* The result is r already, as a NaN operand or an error has it; *ok is what to return. */
static bool decided(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool *ok) {
    bool failed;
    if (!kr__dec_nans(c, r, a, b, NULL, &failed)) return false;
    *ok = !failed;
    return true;
}

static bool invalid(KrDecCtx *c, KrDec *r, uint32_t condition) {
    kr__dec_invalid(c, r, condition);
    return true;
}

/* ---- one operand ---- */

static bool with_sign(KrDecCtx *c, KrDec *r, const KrDec *a, bool neg) {
    bool ok;
    if (kr__dec_is_special(a) && decided(c, r, a, NULL, &ok)) return ok;
    *r = *a;
    r->neg = neg;
    return kr__dec_finalize(c, r);
}
bool kr__dec_plus(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool zero = kr__dec_is_zero(a);
    return with_sign(c, r, a, zero ? a->neg && c->round == KR_DEC_FLOOR : a->neg);
}
bool kr__dec_minus(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool zero = kr__dec_is_zero(a);
    return with_sign(c, r, a, zero ? !a->neg && c->round == KR_DEC_FLOOR : !a->neg);
}
bool kr__dec_abs(KrDecCtx *c, KrDec *r, const KrDec *a) { return with_sign(c, r, a, false); }

bool kr__dec_reduce(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool ok;
    if (kr__dec_is_special(a) && decided(c, r, a, NULL, &ok)) return ok;
    *r = *a;
    if (a->kind == KR_DEC_INF) return true;
    if (!kr__dec_finalize(c, r)) return false;
    if (r->kind != KR_DEC_FINITE) return true;
    if (r->n == 0) {
        r->exp = 0;
        return true;
    }
    int64_t zeros = kr__dec_trailing_zeros(r), top = c->clamp ? kr__dec_etop(c) : c->emax;
    if (r->exp + zeros > top) zeros = top - r->exp;
    if (zeros > 0) {
        Word *d = kr__dec_alloc(c->run, r->n);
        size_t n;
        if (!d) return false;
        kr__dw_shr(d, &n, r->d, r->n, zeros);
        kr__dec_set(r, r->neg, d, n, r->exp + zeros);
    }
    return kr__dec_finalize(c, r);
}

static bool integral(KrDecCtx *c, KrDec *r, const KrDec *a, bool exact) {
    bool ok;
    if (kr__dec_is_special(a)) {
        if (decided(c, r, a, NULL, &ok)) return ok;
        *r = *a;
        return true;
    }
    *r = *a;
    if (a->exp >= 0) return true;
    uint32_t status = c->status;
    if (!kr__dec_rescale(c, r, a, 0)) return false;
    if (!exact) c->status = status;
    return true;
}
bool kr__dec_to_integral(KrDecCtx *c, KrDec *r, const KrDec *a) { return integral(c, r, a, false); }
bool kr__dec_to_integral_exact(KrDecCtx *c, KrDec *r, const KrDec *a) {
    return integral(c, r, a, true);
}

/* ---- sums ---- */

/* a + b with b's sign given; both finite. */
static bool add_finite(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool bneg) {
    bool aneg = a->neg;
    if (a->exp < b->exp) { /* a has the larger exponent */
        const KrDec *t = a;
        a = b;
        b = t;
        bool s = aneg;
        aneg = bneg;
        bneg = s;
    }
    static const Word one = 1;
    KrDec tiny;
    int64_t shift = a->exp - b->exp;
    size_t an = a->n;
    const Word *ad = a->d;
    if (shift > 0 && a->n) {
        int64_t least = a->exp - 1 + (a->digits > c->prec ? 0 : a->digits - c->prec - 1);
        if (kr__dec_adj(b) < least) { /* what b is, matters only in being there */
            kr__dec_set(&tiny, b->neg, &one, b->n ? 1 : 0, least);
            b = &tiny;
            shift = a->exp - least;
        }
        size_t words = kr__dw_words(shift);
        Word *d = kr__dec_alloc(c->run, words == SIZE_MAX ? words : a->n + words + 1);
        if (!d) return false;
        an = kr__dw_shl(d, a->d, a->n, shift);
        ad = d;
    }
    const Word *bd = b->d;
    size_t bn = b->n;
    int order = 1;
    bool same = aneg == bneg;
    if (!same) order = kr__dw_cmp(ad, an, bd, bn);
    if (order < 0 || (same && an < bn)) {
        const Word *t = ad;
        ad = bd;
        bd = t;
        size_t n = an;
        an = bn;
        bn = n;
        if (order < 0) aneg = bneg;
    }
    Word *d = kr__dec_alloc(c->run, an + 1);
    if (!d) return false;
    if (order == 0) {
        kr__dec_set_zero(r, c->round == KR_DEC_FLOOR, b->exp);
        return kr__dec_finalize(c, r);
    }
    if (same) {
        d[an] = kr__dw_add(d, ad, an, bd, bn);
    } else {
        kr__dw_sub(d, ad, an, bd, bn);
        d[an] = 0;
    }
    kr__dec_set(r, aneg, d, an + 1, b->exp);
    return kr__dec_finalize(c, r);
}

static bool add_signed(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool bneg) {
    bool ok;
    if (KR_UNLIKELY(kr__dec_is_special(a) || kr__dec_is_special(b))) {
        if (decided(c, r, a, b, &ok)) return ok;
        if (a->kind == KR_DEC_INF && b->kind == KR_DEC_INF && a->neg != bneg)
            return invalid(c, r, KR_DEC_INVALID_OPERATION);
        kr__dec_set_inf(r, a->kind == KR_DEC_INF ? a->neg : bneg);
        return true;
    }
    return add_finite(c, r, a, b, bneg);
}
bool kr__dec_add(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return add_signed(c, r, a, b, b->neg);
}
bool kr__dec_sub(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    return add_signed(c, r, a, b, !b->neg);
}

/* ---- products ---- */

/* The product without rounding; both finite. */
static bool mul_exact(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool neg = a->neg != b->neg;
    if (a->n == 0 || b->n == 0) {
        kr__dec_set_zero(r, neg, a->exp + b->exp);
        return true;
    }
    Word *d = kr__dec_alloc(c->run, a->n + b->n);
    if (!d || !kr__dw_mul(c->run, d, a->d, a->n, b->d, b->n)) return false;
    kr__dec_set(r, neg, d, a->n + b->n, a->exp + b->exp);
    return true;
}

/* An infinite factor: infinite, or invalid. */
static bool mul_inf(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    if (kr__dec_is_zero(a) || kr__dec_is_zero(b)) return invalid(c, r, KR_DEC_INVALID_OPERATION);
    kr__dec_set_inf(r, a->neg != b->neg);
    return true;
}

bool kr__dec_mul(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok;
    if (KR_UNLIKELY(kr__dec_is_special(a) || kr__dec_is_special(b)))
        return decided(c, r, a, b, &ok) ? ok : mul_inf(c, r, a, b);
    return mul_exact(c, r, a, b) && kr__dec_finalize(c, r);
}

bool kr__dec_fma(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, const KrDec *d) {
    bool failed;
    KrDec p;
    bool inf = a->kind == KR_DEC_INF || b->kind == KR_DEC_INF;
    if (inf && (kr__dec_is_zero(a) || kr__dec_is_zero(b))) return mul_inf(c, r, a, b);
    if (kr__dec_nans(c, r, a, b, d, &failed)) return !failed;
    if (inf ? !mul_inf(c, &p, a, b) : !mul_exact(c, &p, a, b)) return false;
    return kr__dec_add(c, r, &p, d);
}

/* ---- quotients ---- */

/* Words of a * 10^k. */
static const Word *shifted(KrDecCtx *c, const KrDec *a, int64_t k, size_t *n) {
    *n = a->n;
    if (k <= 0) return a->d;
    size_t words = kr__dw_words(k);
    Word *d = kr__dec_alloc(c->run, words == SIZE_MAX ? words : a->n + words + 1);
    if (d) *n = kr__dw_shl(d, a->d, a->n, k);
    return d;
}

/* Quotient of coefficients to `prec` digits and one or two more; *exact. */
static bool div_digits(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, int64_t prec,
                       bool *exact) {
    int64_t shift = b->digits - a->digits + prec + 1;
    size_t an, bn;
    const Word *ad = shifted(c, a, shift, &an), *bd = shifted(c, b, -shift, &bn);
    if (!ad || !bd) return false;
    *exact = true;
    if (an < bn) { /* cannot be: the quotient has prec digits */
        kr__dec_set_zero(r, false, 0);
        return true;
    }
    size_t qn = an - bn + 1;
    Word *q = kr__dec_alloc(c->run, qn + bn);
    if (!q || !kr__dw_divrem(c->run, q, q + qn, ad, an, bd, bn)) return false;
    *exact = kr__dw_trim(q + qn, bn) == 0;
    if (!*exact && q[0] % 5 == 0) q[0]++;
    kr__dec_set(r, a->neg != b->neg, q, qn, a->exp - b->exp - shift);
    return true;
}

/* Drops zeros at the end as long as the exponent is below the ideal one. */
static bool strip_zeros(KrDecCtx *c, KrDec *r, int64_t ideal) {
    if (r->exp >= ideal || r->n == 0) return true;
    int64_t zeros = kr__dec_trailing_zeros(r);
    if (zeros > ideal - r->exp) zeros = ideal - r->exp;
    if (zeros == 0) return true;
    Word *d = kr__dec_alloc(c->run, r->n);
    size_t n;
    if (!d) return false;
    kr__dw_shr(d, &n, r->d, r->n, zeros);
    kr__dec_set(r, r->neg, d, n, r->exp + zeros);
    return true;
}

static bool div_special(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool neg = a->neg != b->neg;
    if (a->kind == KR_DEC_INF) {
        if (b->kind == KR_DEC_INF) return invalid(c, r, KR_DEC_INVALID_OPERATION);
        kr__dec_set_inf(r, neg);
        return true;
    }
    kr__dec_set_zero(r, neg, kr__dec_etiny(c));
    c->status |= KR_DEC_CLAMPED;
    return true;
}

bool kr__dec_div(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok, exact;
    if (KR_UNLIKELY(kr__dec_is_special(a) || kr__dec_is_special(b)))
        return decided(c, r, a, b, &ok) ? ok : div_special(c, r, a, b);
    int64_t ideal = a->exp - b->exp;
    if (b->n == 0) {
        if (a->n == 0) return invalid(c, r, KR_DEC_DIVISION_UNDEFINED);
        kr__dec_set_inf(r, a->neg != b->neg);
        c->status |= KR_DEC_DIVISION_BY_ZERO;
        return true;
    }
    if (a->n == 0) {
        kr__dec_set_zero(r, a->neg != b->neg, ideal);
        return kr__dec_finalize(c, r);
    }
    /* A quotient that ends has no more digits than this: with a large precision that is tried first. */
    int64_t enough = a->digits + 4 * b->digits + 4;
    KrDecMark mark = kr__dec_mark(c->run);
    exact = false;
    if (c->prec > 4 * enough && c->prec > 1000 && !div_digits(c, r, a, b, enough, &exact))
        return false;
    if (!exact) {
        kr__dec_release(c->run, mark);
        if (!div_digits(c, r, a, b, c->prec, &exact)) return false;
    }
    return (!exact || strip_zeros(c, r, ideal)) && kr__dec_finalize(c, r);
}

/* Integer quotient and remainder of finite numbers, b not zero. *ok false: the quotient is too long. */
static bool div_integer(KrDecCtx *c, KrDec *q, KrDec *r, const KrDec *a, const KrDec *b,
                        bool *possible) {
    int64_t ideal = a->exp < b->exp ? a->exp : b->exp;
    bool neg = a->neg != b->neg;
    *possible = true;
    kr__dec_set_zero(q, neg, 0);
    if (a->n == 0) {
        kr__dec_set_zero(r, a->neg, ideal);
        return true;
    }
    int64_t diff = kr__dec_adj(a) - kr__dec_adj(b);
    size_t an, bn;
    if (diff > c->prec) return *possible = false, true;
    const Word *ad = shifted(c, a, a->exp - b->exp, &an);
    if (!ad) return false;
    if (diff < 0) {
        kr__dec_set(r, a->neg, ad, an, ideal);
        return true;
    }
    const Word *bd = shifted(c, b, b->exp - a->exp, &bn);
    if (!bd) return false;
    if (an < bn) {
        kr__dec_set(r, a->neg, ad, an, ideal);
        return true;
    }
    size_t qn = an - bn + 1;
    Word *d = kr__dec_alloc(c->run, qn + bn);
    if (!d || !kr__dw_divrem(c->run, d, d + qn, ad, an, bd, bn)) return false;
    kr__dec_set(q, neg, d, qn, 0);
    kr__dec_set(r, a->neg, d + qn, bn, ideal);
    *possible = q->digits <= c->prec;
    return true;
}

bool kr__dec_divint(KrDecCtx *c, KrDec *q, const KrDec *a, const KrDec *b) {
    bool ok, possible, neg = a->neg != b->neg;
    KrDec r;
    if (kr__dec_is_special(a) || kr__dec_is_special(b)) {
        if (decided(c, q, a, b, &ok)) return ok;
        if (a->kind == KR_DEC_INF) return div_special(c, q, a, b);
        kr__dec_set_zero(q, neg, 0);
        return true;
    }
    if (b->n == 0) {
        if (a->n == 0) return invalid(c, q, KR_DEC_DIVISION_UNDEFINED);
        kr__dec_set_inf(q, neg);
        c->status |= KR_DEC_DIVISION_BY_ZERO;
        return true;
    }
    if (!div_integer(c, q, &r, a, b, &possible)) return false;
    return possible ? kr__dec_finalize(c, q) : invalid(c, q, KR_DEC_DIVISION_IMPOSSIBLE);
}

/* What a remainder is without a division: true, and *ok. */
static bool rem_decided(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b, bool *ok) {
    *ok = true;
    if (kr__dec_is_special(a) || kr__dec_is_special(b)) {
        if (decided(c, r, a, b, ok)) return true;
        if (a->kind == KR_DEC_INF) return invalid(c, r, KR_DEC_INVALID_OPERATION);
        *r = *a;
        *ok = kr__dec_finalize(c, r);
        return true;
    }
    if (b->n) return false;
    return invalid(c, r, a->n ? KR_DEC_INVALID_OPERATION : KR_DEC_DIVISION_UNDEFINED);
}

bool kr__dec_rem(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok, possible;
    KrDec q;
    if (rem_decided(c, r, a, b, &ok)) return ok;
    if (!div_integer(c, &q, r, a, b, &possible)) return false;
    return possible ? kr__dec_finalize(c, r) : invalid(c, r, KR_DEC_DIVISION_IMPOSSIBLE);
}

static bool all_nines(const KrDec *a) {
    for (size_t i = 0; i + 1 < a->n; i++)
        if (a->d[i] != BASE - 1) return false;
    return a->n && a->d[a->n - 1] + 1 == kr__dec_ten[kr__dw_word_digits(a->d[a->n - 1])];
}

bool kr__dec_rem_near(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok, possible;
    KrDec q, twice;
    if (rem_decided(c, r, a, b, &ok)) return ok;
    if (!div_integer(c, &q, r, a, b, &possible)) return false;
    if (!possible) return invalid(c, r, KR_DEC_DIVISION_IMPOSSIBLE);
    if (r->n) {
        Word *d = kr__dec_alloc(c->run, r->n + 1);
        if (!d) return false;
        d[r->n] = kr__dw_mul1(d, r->d, r->n, 2, 0);
        kr__dec_set(&twice, false, d, r->n + 1, r->exp);
        int order = kr__dec_cmp_abs(&twice, b);
        if (order > 0 || (order == 0 && kr__dec_is_odd(&q))) {
            if (q.digits == c->prec && all_nines(&q))
                return invalid(c, r, KR_DEC_DIVISION_IMPOSSIBLE);
            KrDecCtx max = kr__dec_max_ctx(c->run);
            KrDec rest = *r;
            if (!add_finite(&max, r, &rest, b, !a->neg)) return false;
        }
    }
    return kr__dec_finalize(c, r);
}

bool kr__dec_divmod(KrDecCtx *c, KrDec *q, KrDec *r, const KrDec *a, const KrDec *b) {
    bool failed, possible, neg = a->neg != b->neg;
    if (kr__dec_is_special(a) || kr__dec_is_special(b)) {
        if (kr__dec_nans(c, q, a, b, NULL, &failed)) {
            *r = *q;
            return !failed;
        }
        if (a->kind == KR_DEC_INF) {
            kr__dec_invalid(c, q, KR_DEC_INVALID_OPERATION);
            *r = *q;
            if (b->kind != KR_DEC_INF) kr__dec_set_inf(q, neg);
            return true;
        }
        kr__dec_set_zero(q, neg, 0);
        *r = *a;
        return kr__dec_finalize(c, r);
    }
    if (b->n == 0) {
        kr__dec_invalid(c, q, a->n ? KR_DEC_INVALID_OPERATION : KR_DEC_DIVISION_UNDEFINED);
        *r = *q;
        if (a->n == 0) return true;
        kr__dec_set_inf(q, neg);
        c->status |= KR_DEC_DIVISION_BY_ZERO;
        return true;
    }
    if (!div_integer(c, q, r, a, b, &possible)) return false;
    if (possible) return kr__dec_finalize(c, q) && kr__dec_finalize(c, r);
    kr__dec_invalid(c, q, KR_DEC_DIVISION_IMPOSSIBLE);
    *r = *q;
    return true;
}

/* ---- roots ---- */

/* The root to `prec` digits and one more, without the sign of what follows when exact. */
static bool root_digits(KrDecCtx *c, KrDec *r, const KrDec *a, int64_t prec, bool *exact) {
    int64_t odd = a->exp & 1, digits = a->digits + odd, exp = (a->exp - odd) / 2;
    int64_t shift = prec - (digits + 1) / 2; /* of the root; of a it is twice that */
    int64_t move = 2 * shift + odd;
    bool lost = false, square;
    size_t n;
    const Word *d = a->d;
    n = a->n;
    if (move > 0) {
        if (!(d = shifted(c, a, move, &n))) return false;
    } else if (move < 0) {
        Word *w = kr__dec_alloc(c->run, a->n);
        if (!w) return false;
        lost = kr__dw_shr(w, &n, a->d, a->n, -move) != 0;
        d = w;
    }
    Word *root;
    size_t rn;
    if (!kr__dw_isqrt(c->run, &root, &rn, &square, d, n)) return false;
    *exact = square && !lost;
    if (!*exact && root[0] % 5 == 0) root[0]++;
    kr__dec_set(r, false, root, rn, exp - shift);
    return true;
}

bool kr__dec_sqrt(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool ok, exact = false;
    if (kr__dec_is_special(a) && decided(c, r, a, NULL, &ok)) return ok;
    int64_t ideal = a->kind == KR_DEC_FINITE ? (a->exp - (a->exp & 1)) / 2 : 0;
    if (kr__dec_is_zero(a)) {
        kr__dec_set_zero(r, a->neg, ideal);
        return kr__dec_finalize(c, r);
    }
    if (a->neg) return invalid(c, r, KR_DEC_INVALID_OPERATION);
    if (a->kind == KR_DEC_INF) {
        kr__dec_set_inf(r, false);
        return true;
    }
    int64_t enough = a->digits / 2 + 4;
    KrDecMark mark = kr__dec_mark(c->run);
    if (c->prec > 4 * enough && c->prec > 1000 && !root_digits(c, r, a, enough, &exact))
        return false;
    if (!exact) {
        kr__dec_release(c->run, mark);
        if (!root_digits(c, r, a, c->prec + 1, &exact)) return false;
    }
    if (exact && r->exp > ideal && !kr__dec_rescale(c, r, r, ideal)) return false;
    if (exact && !strip_zeros(c, r, ideal)) return false;
    uint8_t round = c->round;
    c->round = KR_DEC_HALF_EVEN;
    ok = kr__dec_finalize(c, r);
    c->round = round;
    return ok;
}

/* ---- exponents ---- */

bool kr__dec_quantize(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *b) {
    bool ok;
    if (kr__dec_is_special(a) || kr__dec_is_special(b)) {
        if (decided(c, r, a, b, &ok)) return ok;
        if (a->kind != b->kind) return invalid(c, r, KR_DEC_INVALID_OPERATION);
        *r = *a;
        return true;
    }
    int64_t exp = b->exp;
    if (exp > c->emax || exp < kr__dec_etiny(c)) return invalid(c, r, KR_DEC_INVALID_OPERATION);
    if (a->n == 0) {
        kr__dec_set_zero(r, a->neg, exp);
        return kr__dec_finalize(c, r);
    }
    if (a->digits + (a->exp - exp) > c->prec) return invalid(c, r, KR_DEC_INVALID_OPERATION);
    uint32_t before = c->status;
    if (!kr__dec_rescale(c, r, a, exp)) return false;
    if (r->digits > c->prec || kr__dec_adj(r) > c->emax || kr__dec_adj(r) < kr__dec_etiny(c)) {
        c->status = before;
        return invalid(c, r, KR_DEC_INVALID_OPERATION);
    }
    return kr__dec_finalize(c, r);
}

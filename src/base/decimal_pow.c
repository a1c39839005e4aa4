/* SPDX-License-Identifier: MIT
 * decimal_pow.c: powers of decimal numbers, and powers modulo an integer. See decimal.h.
 *
 * Integral powers are repeated products with enough digits more than the context's; others go through the logarithm
 * and are right to within less than one unit of the last digit, as the specification allows. */
#include <math.h>

#include "base/decimal_words.h"

#define BEYOND 3000000000000000000

static bool invalid(KrDecCtx *c, KrDec *r) {
    kr__dec_invalid(c, r, KR_DEC_INVALID_OPERATION);
    return true;
}

/* sign * 10^exp, not rounded. */
static bool set_ten(KrDec *r, bool neg, int64_t exp) {
    static const Word one = 1;
    kr__dec_set(r, neg, &one, 1, exp);
    return true;
}

/* One with this many zeros behind the point. */
static bool set_one(KrDecCtx *c, KrDec *r, bool neg, int64_t zeros) {
    KrDec x;
    KrDecCtx max = kr__dec_max_ctx(c->run);
    set_ten(&x, neg, 0);
    return kr__dec_rescale(&max, r, &x, -zeros);
}

/* ---- what needs no computing ---- */

static bool pow_zero_base(KrDecCtx *c, KrDec *r, const KrDec *e, bool neg) {
    if (kr__dec_is_zero(e)) return invalid(c, r);
    if (e->neg)
        kr__dec_set_inf(r, neg);
    else
        kr__dec_set_zero(r, neg, 0);
    return true;
}

static int order_to_one(const KrDec *a) {
    KrDec one;
    set_ten(&one, false, 0);
    return kr__dec_cmp_abs(a, &one);
}

static bool pow_inf_exponent(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e) {
    int order = order_to_one(a);
    if (order == 0) {
        c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
        return set_one(c, r, false, c->prec - 1);
    }
    if ((order > 0) == !e->neg)
        kr__dec_set_inf(r, false);
    else
        kr__dec_set_zero(r, false, 0);
    return true;
}

/* (+-1.000)^e. */
static bool pow_of_one(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e, bool neg,
                       bool integer) {
    int64_t zeros = c->prec - 1, n;
    if (!integer) {
        c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
    } else if (e->neg) {
        zeros = 0;
    } else if (a->exp == 0) {
        zeros = 0;
    } else {
        if (!kr__dec_to_i64(e, &n) || n > zeros / -a->exp) {
            c->status |= KR_DEC_ROUNDED;
        } else {
            zeros = n * -a->exp;
        }
    }
    return set_one(c, r, neg, zeros);
}

static int64_t count_digits(int64_t x) {
    int64_t n = 1;
    for (; x >= 10 || x <= -10; x /= 10) n++;
    return n;
}

/* A lower bound of the exponent of |log10 |a||'s first digit. */
static bool log_exponent(KrDecCtx *c, const KrDec *a, int64_t *out) {
    int64_t adj = kr__dec_adj(a);
    KrDec x = *a, one, beside;
    KrDecCtx max = kr__dec_max_ctx(c->run);
    if (adj > 0 || adj < -1) {
        *out = count_digits(adj > 0 ? adj : adj + 1) - 1;
        return true;
    }
    x.neg = false;
    set_ten(&one, false, 0);
    if (!kr__dec_sub(&max, &beside, &x, &one)) return false;
    *out = kr__dec_adj(&beside) - (adj == 0 ? 2 : 1);
    return true;
}

/* A power that is so large or small that its number of digits shows it: true, r is decided; *ok. */
static bool pow_far(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e, bool neg, bool *ok) {
    int64_t size;
    *ok = log_exponent(c, a, &size);
    if (!*ok) return true;
    bool large = (order_to_one(a) > 0) == !e->neg;
    size += kr__dec_adj(e);
    if (size <= count_digits(large ? c->emax : kr__dec_etiny(c))) return false;
    set_ten(r, neg, large ? BEYOND : kr__dec_etiny(c) - 1);
    *ok = kr__dec_finalize(c, r);
    return true;
}

/* ---- powers ---- */

/* r = r * b, in the place of r that has room for all of the context's digits. */
static bool step(KrDecCtx *w, KrDec *r, Word *place, const KrDec *b) {
    KrDecMark mark = kr__dec_mark(w->run);
    KrDec t;
    if (!kr__dec_mul(w, &t, r, b)) return false;
    if (t.n) memmove(place, t.d, t.n * 8); /* no digits: infinite */
    *r = t;
    r->d = place;
    kr__dec_release(w->run, mark);
    return true;
}

static bool pow_integer(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e, bool neg) {
    KrDecCtx w = *c;
    KrDec base = *a, one;
    w.prec += e->digits + e->exp + 2 + e->neg;
    w.round = KR_DEC_HALF_EVEN;
    w.clamp = false;
    w.status = 0;
    base.neg = false;
    set_ten(&one, false, 0);
    if (e->neg) {
        if (!kr__dec_div(&w, &base, &one, a)) return false;
        base.neg = false;
    }
    size_t n, room = kr__dw_words(w.prec);
    KrDec whole = *e;
    whole.neg = false;
    KrDecCtx max = kr__dec_max_ctx(c->run);
    if (!kr__dec_rescale(&max, &whole, &whole, 0)) return false;
    n = whole.n;
    /* Binary digits of the exponent, the highest first. */
    size_t bits_room = n * 60 + 1, bits = 0;
    uint8_t *bit = (uint8_t *)kr__dec_alloc(c->run, bits_room / 8 + 2);
    Word *left = kr__dec_alloc(c->run, n);
    if (!bit || !left) return false;
    memcpy(left, whole.d, n * 8);
    for (; n > 0; n = kr__dw_trim(left, n)) bit[bits++] = (uint8_t)kr__dw_div1(left, left, n, 2);
    /* With a huge precision products are as long as they come. */
    double digits = (double)base.digits * ldexp(1, bits > 1000 ? 1000 : (int)bits);
    if ((double)w.prec > digits) room = kr__dw_words((int64_t)digits + 1);
    Word *place = room > SIZE_MAX / 32 ? kr__dec_alloc(c->run, SIZE_MAX)
                                       : kr__dec_alloc(c->run, room + base.n + 2);
    if (!place) return false;
    *r = base;
    memcpy(place, base.d, base.n * 8);
    r->d = place;
    for (bits--; bits-- > 0;) {
        if (!step(&w, r, place, r)) return false;
        if (bit[bits] && r->kind == KR_DEC_FINITE && !step(&w, r, place, &base)) return false;
        if (r->kind != KR_DEC_FINITE || (r->n == 0 && w.status & KR_DEC_CLAMPED)) break;
    }
    c->status |= w.status;
    r->neg = neg;
    if (r->kind == KR_DEC_INF) set_ten(r, neg, BEYOND);
    return kr__dec_finalize(c, r);
}

static bool pow_real(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e) {
    KrDecCtx w = *c;
    KrDec log, product;
    w.prec = (a->digits > c->prec ? a->digits : c->prec) + 4 + 19;
    w.round = KR_DEC_HALF_EVEN;
    w.clamp = false;
    w.status = 0;
    w.emax = KR_DEC_MAX_EMAX;
    w.emin = KR_DEC_MIN_EMIN;
    if (!kr__dec_ln(&w, &log, a) || !kr__dec_mul(&w, &product, &log, e)) return false;
    if (!kr__dec_exp(&w, r, &product)) return false;
    c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED | (w.status & KR_DEC_ERRORS);
    if (r->kind == KR_DEC_INF) set_ten(r, false, BEYOND);
    if (r->kind == KR_DEC_FINITE && order_to_one(r) == 0 && !set_one(c, r, false, c->prec - 1))
        return false;
    return kr__dec_finalize(c, r);
}

bool kr__dec_pow(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e) {
    bool failed;
    if (kr__dec_nans(c, r, a, e, NULL, &failed)) return !failed;
    bool integer = kr__dec_is_integer(e), neg = integer && a->neg && kr__dec_is_odd(e);
    if (kr__dec_is_zero(a)) return pow_zero_base(c, r, e, neg);
    if (a->neg && !integer) return invalid(c, r);
    if (e->kind == KR_DEC_INF) return pow_inf_exponent(c, r, a, e);
    if (kr__dec_is_zero(e)) return set_ten(r, neg, 0);
    if (a->kind == KR_DEC_INF) {
        if (e->neg)
            kr__dec_set_zero(r, neg, 0);
        else
            kr__dec_set_inf(r, neg);
        return true;
    }
    if (order_to_one(a) == 0) return pow_of_one(c, r, a, e, neg, integer);
    bool ok;
    if (pow_far(c, r, a, e, neg, &ok)) return ok;
    return integer ? pow_integer(c, r, a, e, neg) : pow_real(c, r, a, e);
}

/* ---- powers modulo an integer ---- */

typedef struct Mod {
    KrDecRun *run;
    const Word *m;
    size_t n;
} Mod;

/* r (n words) = a * b mod m. */
static bool mod_mul(const Mod *x, Word *r, const Word *a, const Word *b) {
    KrDecMark mark = kr__dec_mark(x->run);
    size_t n = x->n;
    Word *p = kr__dec_alloc(x->run, 2 * n + n + 1);
    bool ok = p && kr__dw_mul(x->run, p, a, n, b, n) &&
              kr__dw_divrem(x->run, p + 2 * n, r, p, 2 * n, x->m, n);
    kr__dec_release(x->run, mark);
    return ok;
}

/* r = b^e mod m; e (en words) and b are used up. */
static bool mod_pow(const Mod *x, Word *r, Word *b, Word *e, size_t en) {
    memset(r, 0, x->n * 8);
    r[0] = 1;
    if (x->n == 1 && x->m[0] == 1) r[0] = 0;
    while ((en = kr__dw_trim(e, en)) > 0) {
        if (kr__dw_div1(e, e, en, 2) && !mod_mul(x, r, r, b)) return false;
        if (!mod_mul(x, b, b, b)) return false;
    }
    return true;
}

/* r (n words) = a * 10^exp mod m, in fresh memory. */
static Word *mod_of(KrDecCtx *c, const Mod *x, const KrDec *a) {
    size_t n = x->n, an = a->n > n ? a->n : n;
    Word *r = kr__dec_alloc(c->run, 3 * n), *t = kr__dec_alloc(c->run, an + an - n + 1);
    if (!r || !t) return NULL;
    memset(t, 0, an * 8);
    KrDec whole = *a;
    KrDecCtx max = kr__dec_max_ctx(c->run);
    if (a->exp < 0 && !kr__dec_rescale(&max, &whole, a, 0)) return NULL;
    memcpy(t, whole.d, whole.n * 8);
    if (!kr__dw_divrem(c->run, t + an, r, t, an, x->m, n)) return NULL;
    if (a->exp <= 0) return r;
    Word *ten = r + n, *power = ten + n;
    Word e[2] = {(Word)a->exp % BASE, (Word)a->exp / BASE};
    memset(ten, 0, n * 8);
    ten[0] = n == 1 ? 10 % x->m[0] : 10;
    return mod_pow(x, power, ten, e, 2) && mod_mul(x, r, r, power) ? r : NULL;
}

bool kr__dec_powmod(KrDecCtx *c, KrDec *r, const KrDec *a, const KrDec *e, const KrDec *m) {
    bool failed;
    if (kr__dec_nans(c, r, a, e, m, &failed)) return !failed;
    if (!kr__dec_is_integer(a) || !kr__dec_is_integer(e) || !kr__dec_is_integer(m))
        return invalid(c, r);
    if (m->n == 0 || kr__dec_adj(m) >= c->prec || (e->neg && e->n)) return invalid(c, r);
    if (a->n == 0 && e->n == 0) return invalid(c, r);
    bool neg = a->neg && kr__dec_is_odd(e);
    KrDecCtx max = kr__dec_max_ctx(c->run);
    KrDec mod = *m, count = *e;
    if (!kr__dec_rescale(&max, &mod, m, 0)) return false;
    if (e->exp < 0 && !kr__dec_rescale(&max, &count, e, 0)) return false;
    Mod x = {c->run, mod.d, mod.n};
    Word *b = a->n ? mod_of(c, &x, a) : kr__dec_alloc(c->run, x.n);
    Word *p = kr__dec_alloc(c->run, x.n), *left = kr__dec_alloc(c->run, count.n + 1);
    if (!b || !p || !left) return false;
    if (a->n == 0) memset(b, 0, x.n * 8);
    if (count.n) memcpy(left, count.d, count.n * 8);
    if (!mod_pow(&x, p, b, left, count.n)) return false;
    for (int64_t k = e->n ? count.exp : 0; k > 0; k--) { /* the exponent's zeros */
        Word ten = 10;
        memcpy(b, p, x.n * 8);
        if (!mod_pow(&x, p, b, &ten, 1)) return false;
    }
    kr__dec_set(r, neg, p, x.n, 0);
    return kr__dec_finalize(c, r);
}

/* SPDX-License-Identifier: MIT
 * decimal_func.c: exponential function, logarithms and powers of decimal numbers. See decimal.h.
 *
 * They are computed in fixed point: F words behind the point, one or more before it. What comes out is a number of
 * which only the last word is in doubt, by less than DOUBT units. If all numbers that it may be are rounded to the
 * same, that is the result, correctly rounded; else more words are taken. */
#include <math.h>

#include "base/decimal_words.h"

#define DOUBT 1000000000u
/* An exponent that no context has. */
#define BEYOND 3000000000000000000

/* Digits of the natural logarithm of ten behind the point. */
static const Word ln10_words[] = {
    521894898817597921u, 111010731042397832u, 731145041782137660u, 177850541779276367u,
    982174407366009162u, 763365836983716328u, 846546190897042819u, 555703151596113564u,
    702654416816335727u, 650929009880391941u, 292230792503747298u, 310107598438319191u,
    934666241071846692u, 445009978131146915u, 807828059751193854u, 134568620916705849u,
    219884997874887377u, 728696511086257149u, 920514463419726528u, 20518933950723853u,
    751037497088869218u, 770975053956518769u, 929182431823752535u, 504564801909561029u,
    811705430982748238u, 180842754386359177u, 119785754733154142u, 508780752371033310u,
    672631716430950599u, 550978526538320760u, 942932258279850258u, 454973477266242570u,
    297697952211071826u, 221477656763693866u, 796500471495105049u, 418348570442250719u,
    766860595249671667u, 967627127577539702u, 852494864487192780u, 280848118428931484u,
    84746994016826928u,  308963457207544037u, 658714166023010570u, 631135691929203337u,
    568901675894025677u, 892572420824131469u, 113642922455440575u, 685693567342067058u,
    750268491674655058u, 180644507064800027u, 694768346361679210u, 565912137345074785u,
    835522011480466371u, 708068556774321622u, 174800368808401264u, 404400222105101714u,
    934314939391479619u, 404243274365155048u, 219886746543667474u, 846163366222287698u,
    505308965377732628u, 894826233198528393u, 208325554680843799u, 369098781689482907u,
    465082806756666287u, 42286248633409525u,  89598298341967784u,  677352480235997205u,
    33327900967572609u,  601101488628772976u, 17991454684364207u,  302585092994045684u,
};

/* ---- fixed point ---- */

/* r (f + 1 words) = a * b; what would not fit is not there. t: scratch of an + bn words. */
static bool fix_mul(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn,
                    size_t f, Word *t) {
    an = kr__dw_trim(a, an);
    bn = kr__dw_trim(b, bn);
    size_t n = an + bn;
    if (an == 0 || bn == 0 || n <= f) {
        memset(r, 0, (f + 1) * 8);
        return true;
    }
    if (!kr__dw_mul_high(run, t, a, an, b, bn, f > 0 ? f - 1 : 0)) return false;
    size_t take = n - f > f + 1 ? f + 1 : n - f;
    memcpy(r, t + f, take * 8);
    memset(r + take, 0, (f + 1 - take) * 8);
    return true;
}

/* |a| with f words behind the point and n words in all. */
static Word *fix_from(KrDecRun *run, const KrDec *a, size_t f, size_t n) {
    int64_t shift = a->exp + (int64_t)f * KR_DEC_DIGITS;
    Word *d = kr__dec_alloc(run, (n > a->n ? n : a->n) + 2);
    if (!d) return NULL;
    size_t m;
    if (shift >= 0)
        m = kr__dw_shl(d, a->d, a->n, shift);
    else
        kr__dw_shr(d, &m, a->d, a->n, -shift);
    if (m < n) memset(d + m, 0, (n - m) * 8);
    return d;
}

/* sum (f words) += k * atanh(1 / q), for q < 1000. t: f words of scratch, u as well. */
static bool add_atanh(KrDecRun *run, Word *sum, size_t f, Word k, Word q, Word *t, Word *u) {
    memset(t, 0, f * 8);
    t[f - 1] = BASE / q * k + BASE % q * k / q; /* the highest word of k / q, then the others */
    Word rest = BASE % q * k % q;
    for (size_t i = f - 1; i-- > 0;) {
        Word one[2] = {0, rest}, x[2];
        rest = kr__dw_div1(x, one, 2, q);
        t[i] = x[0];
    }
    size_t n = f;
    for (Word i = 1; (n = kr__dw_trim(t, n)) > 0; i += 2) {
        kr__dw_div1(u, t, n, i);
        kr__dw_add(sum, sum, f + 1, u, n);
        kr__dw_div1(t, t, n, q * q);
        if (!kr__dec_spend(run, 20 * n)) return false;
    }
    return true;
}

/* ln 10 with f words behind the point, f + 1 in all. NULL: failed. */
static Word *fix_ln10(KrDecRun *run, size_t f) {
    size_t known = KR_COUNTOF(ln10_words), g = f + 1;
    Word *r = kr__dec_alloc(run, f + 2);
    if (!r) return NULL;
    if (f <= known) {
        memcpy(r, ln10_words + known - f, f * 8);
        r[f] = 2;
        return r;
    }
    KrDecMark mark = kr__dec_mark(run);
    Word *t = kr__dec_alloc(run, 2 * g);
    if (!t) return NULL;
    memset(r, 0, (f + 2) * 8);
    bool ok = add_atanh(run, r, g, 46, 31, t, t + g) && add_atanh(run, r, g, 34, 49, t, t + g) &&
              add_atanh(run, r, g, 20, 161, t, t + g);
    memmove(r, r + 1, (f + 1) * 8);
    kr__dec_release(run, mark);
    return ok ? r : NULL;
}

/* r = e^y, both f + 1 words, 0 <= y < 10. The argument is halved s times; the series' result squared as often. */
static bool fix_exp(KrDecRun *run, Word *r, const Word *y, size_t f) {
    unsigned s = (unsigned)sqrt((double)f * 30) + 1;
    size_t more = s / 59 + 2, g = f + more;
    KrDecMark mark = kr__dec_mark(run);
    Word *x = kr__dec_alloc(run, 3 * (g + 1) + 2 * (g + 1));
    if (!x) return false;
    Word *term = x + g + 1, *sum = term + g + 1, *t = sum + g + 1;
    memset(x, 0, more * 8);
    memcpy(x + more, y, (f + 1) * 8);
    for (unsigned left = s; left > 0;) {
        unsigned step = left < 59 ? left : 59;
        kr__dw_div1(x, x, g + 1, (Word)1 << step);
        left -= step;
    }
    memcpy(term, x, (g + 1) * 8);
    memcpy(sum, x, (g + 1) * 8);
    sum[g]++;
    size_t xn = kr__dw_trim(x, g + 1), n = xn;
    for (Word i = 2; n > 0; i++) {
        if (!fix_mul(run, term, term, n, x, xn, g, t)) return false;
        n = kr__dw_trim(term, n);
        kr__dw_div1(term, term, n, i);
        kr__dw_add(sum, sum, g + 1, term, n);
        n = kr__dw_trim(term, n);
    }
    for (; s > 0; s--)
        if (!fix_mul(run, sum, sum, g + 1, sum, g + 1, g, t)) return false;
    memcpy(r, sum + more, (f + 1) * 8);
    kr__dec_release(run, mark);
    return true;
}

/* A first guess at ln m; returns to how many digits behind the point it is right. */
static int64_t guess_ln(Word *y, const Word *m, size_t f) {
    size_t j = kr__dw_trim(m, f);
    memset(y, 0, (f + 1) * 8);
    if (m[f] == 1 && j + 1 <= f - 1) { /* x = m - 1 is below 10^-18, and ln m nearly x */
        memcpy(y, m, j * 8);
        return (int64_t)(f - j) * 36 - 2;
    }
    double x = (double)(m[f] - 1) + (double)m[f - 1] / 1e18;
    double l = log1p(x), whole = floor(l);
    y[f] = (Word)whole;
    y[f - 1] = (Word)((l - whole) * 1e18);
    return 14;
}

/* r = ln m, f + 1 words each, 1 <= m <= 10. Halley's method triples the digits in each step. */
static bool fix_ln(KrDecRun *run, Word *r, const Word *m, size_t f) {
    int64_t plan[64], right = guess_ln(r, m, f);
    int steps = 0;
    for (int64_t d = (int64_t)f * KR_DEC_DIGITS; d > right; d = d / 3 + 2) plan[steps++] = d;
    KrDecMark mark = kr__dec_mark(run);
    while (steps-- > 0) {
        size_t w = kr__dw_words(plan[steps]) + 1, cut = w < f ? f - w : 0, n;
        w = f - cut;
        const Word *y = r + cut, *x = m + cut;
        Word *e = kr__dec_alloc(run, 3 * (w + 1) + 1);
        if (!e) return false;
        Word *diff = e + w + 1, *both = diff + w + 1;
        if (!fix_exp(run, e, y, w)) return false;
        bool up = kr__dw_cmp(x, w + 1, e, w + 1) >= 0;
        kr__dw_sub(diff, up ? x : e, w + 1, up ? e : x, w + 1);
        both[w + 1] = kr__dw_add(both, x, w + 1, e, w + 1);
        kr__dw_mul1(diff, diff, w + 1, 2, 0);
        n = kr__dw_trim(diff, w + 1);
        size_t bn = kr__dw_trim(both, w + 2);
        if (n + w >= bn && n > 0) {
            size_t qn = n + w - bn + 1;
            Word *num = kr__dec_alloc(run, n + w + qn + bn);
            if (!num) return false;
            Word *q = num + n + w;
            memset(num, 0, w * 8);
            memcpy(num + w, diff, n * 8);
            if (!kr__dw_divrem(run, q, q + qn, num, n + w, both, bn)) return false;
            qn = kr__dw_trim(q, qn);
            if (up)
                kr__dw_add(r + cut, r + cut, w + 1, q, qn);
            else
                kr__dw_sub(r + cut, r + cut, w + 1, q, qn);
        }
        kr__dec_release(run, mark);
    }
    return true;
}

/* ---- rounding what is nearly known ---- */

/* d (n words, one more of room) * 10^exp, rounded half to even, unless that depends on what is in doubt. */
static bool settle(KrDecCtx *c, KrDec *r, bool neg, Word *d, size_t n, int64_t exp, bool *done) {
    KrDecCtx low = *c, high = *c;
    KrDec above;
    Word *e = kr__dec_alloc(c->run, n + 1), doubt = DOUBT;
    if (!e) return false;
    low.round = high.round = KR_DEC_HALF_EVEN;
    e[n] = kr__dw_add(e, d, n, &doubt, 1);
    if (kr__dw_trim(d, n) > 1) kr__dw_sub(d, d, n, &doubt, 1);
    kr__dec_set(r, neg, d, n, exp);
    kr__dec_set(&above, neg, e, n + 1, exp);
    if (!kr__dec_finalize(&low, r) || !kr__dec_finalize(&high, &above)) return false;
    *done = r->kind == above.kind && r->exp == above.exp && low.status == high.status &&
            kr__dw_cmp(r->d, r->n, above.d, above.n) == 0;
    if (*done) c->status |= low.status | KR_DEC_INEXACT | KR_DEC_ROUNDED;
    return true;
}

/* sign * 10^exp, for what is far too large or small. */
static bool set_far(KrDecCtx *c, KrDec *r, bool neg, int64_t exp) {
    static const Word one = 1;
    kr__dec_set(r, neg, &one, 1, exp);
    return kr__dec_finalize(c, r);
}

/* 1.000..., all digits of the context. */
static bool set_one(KrDecCtx *c, KrDec *r, bool neg, int64_t zeros) {
    static const Word one = 1;
    KrDec x;
    kr__dec_set(&x, neg, &one, 1, 0);
    KrDecCtx max = kr__dec_max_ctx(c->run);
    return kr__dec_rescale(&max, r, &x, -zeros);
}

/* ---- the exponential function ---- */

/* One try with g more words than the context asks for. */
static bool try_exp(KrDecCtx *c, KrDec *r, const KrDec *a, size_t g, bool *done) {
    KrDecRun *run = c->run;
    size_t f = kr__dw_words(c->prec);
    if (f == SIZE_MAX) return run->failed = KR_NOMEM, false;
    f += 1 + g;
    size_t h = f + 2, n = h + 3;
    Word *x = fix_from(run, a, h, n), *ten = fix_ln10(run, h);
    if (!x || !ten) return false;
    n = kr__dw_trim(x, n);
    Word *rest = kr__dec_alloc(run, h + 2), *q = kr__dec_alloc(run, n + 2);
    if (!rest || !q) return false;
    memset(rest, 0, (h + 2) * 8);
    int64_t k = 0;
    if (n < h + 1) {
        memcpy(rest, x, n * 8);
    } else {
        if (!kr__dw_divrem(run, q, rest, x, n, ten, h + 1)) return false;
        size_t qn = kr__dw_trim(q, n - h);
        if (qn > 2 || (qn == 2 && q[1] > 3)) {
            *done = true;
            return set_far(c, r, false, a->neg ? kr__dec_etiny(c) - 3 : BEYOND);
        }
        k = qn == 0 ? 0 : (int64_t)(q[0] + (qn == 2 ? q[1] * BASE : 0));
    }
    if (a->neg) { /* 10^-k * e^-rest */
        kr__dw_sub(rest, ten, h + 1, rest, h + 1);
        k = -k - 1;
    }
    if (k > c->emax + 2 || k < kr__dec_etiny(c) - 3) {
        *done = true;
        return set_far(c, r, false, k > 0 ? BEYOND : kr__dec_etiny(c) - 3);
    }
    Word *e = kr__dec_alloc(run, f + 2);
    if (!e || !fix_exp(run, e, rest + 2, f)) return false;
    return settle(c, r, false, e, f + 1, k - (int64_t)f * KR_DEC_DIGITS, done);
}

bool kr__dec_exp(KrDecCtx *c, KrDec *r, const KrDec *a) {
    bool failed, done = false;
    if (kr__dec_nans(c, r, a, NULL, NULL, &failed)) return !failed;
    if (a->kind == KR_DEC_INF) {
        kr__dec_set_inf(r, false);
        if (a->neg) kr__dec_set_zero(r, false, 0);
        return true;
    }
    if (a->n == 0) return set_one(c, r, false, 0);
    uint8_t round = c->round;
    c->round = KR_DEC_HALF_EVEN;
    bool ok = true;
    if (kr__dec_adj(a) < -c->prec - 1) {
        c->status |= KR_DEC_INEXACT | KR_DEC_ROUNDED;
        ok = set_one(c, r, false, c->prec - 1) && kr__dec_finalize(c, r);
    } else if (kr__dec_adj(a) > 19) {
        ok = set_far(c, r, false, a->neg ? kr__dec_etiny(c) - 3 : BEYOND);
    } else {
        KrDecMark mark = kr__dec_mark(c->run);
        for (size_t g = 0; ok && !done; g = 2 * g + 1) {
            kr__dec_release(c->run, mark);
            ok = try_exp(c, r, a, g, &done);
        }
    }
    c->round = round;
    return ok;
}

/* ---- logarithms ---- */

/* Zeros between the point of |a - 1| and its first digit, for a in [0.1, 10). */
static bool zeros_beside_one(KrDecCtx *c, const KrDec *a, int64_t *zeros) {
    static const Word one = 1;
    KrDec x, d;
    KrDecCtx max = kr__dec_max_ctx(c->run);
    kr__dec_set(&x, false, &one, 1, 0);
    if (!kr__dec_sub(&max, &d, a, &x)) return false;
    *zeros = d.n && kr__dec_adj(&d) < 0 ? -kr__dec_adj(&d) : 0;
    return true;
}

/* ln a, a > 0 and not 1: *n words (and one more of room), f of them behind the point. */
static Word *ln_words(KrDecCtx *c, const KrDec *a, size_t f, size_t *n, bool *neg) {
    KrDecRun *run = c->run;
    int64_t e = kr__dec_adj(a);
    KrDec m = *a;
    m.exp -= e;
    Word *x, *y = kr__dec_alloc(run, f + 2);
    if (!y) return NULL;
    if (e == -1) { /* -ln(1 / a) */
        size_t bn = m.n, an = f + bn + 3, qn = an - bn + 1;
        Word *num = kr__dec_alloc(run, an + 2 + qn + bn);
        KrDec one;
        if (!num) return NULL;
        static const Word unit = 1; /* 10^(digits) / coefficient, f words behind the point */
        kr__dec_set(&one, false, &unit, 1, 0);
        an = kr__dw_shl(num, one.d, 1, (int64_t)f * KR_DEC_DIGITS + a->digits);
        x = num + f + bn + 5;
        if (!kr__dw_divrem(run, x, x + (an - bn + 1), num, an, a->d, bn)) return NULL;
        if (an - bn + 1 < f + 1) memset(x + (an - bn + 1), 0, (f + 1 - (an - bn + 1)) * 8);
    } else {
        x = fix_from(run, &m, f, f + 1);
        if (!x) return NULL;
    }
    if (!fix_ln(run, y, x, f)) return NULL;
    *neg = e < 0;
    *n = f + 1;
    if (e == 0 || e == -1) return y;
    Word by[2] = {(Word)(e < 0 ? -e : e) % BASE, (Word)(e < 0 ? -e : e) / BASE};
    size_t h = f + 2;
    Word *ten = fix_ln10(run, h), *p = kr__dec_alloc(run, h + 4);
    if (!ten || !p || !kr__dw_mul(run, p, ten, h + 1, by, 2)) return NULL;
    *n = f + 3;
    if (e > 0)
        kr__dw_add(p + 2, p + 2, *n, y, f + 1);
    else
        kr__dw_sub(p + 2, p + 2, *n, y, f + 1);
    return p + 2;
}

/* One try at ln a, or log10 a. */
static bool try_log(KrDecCtx *c, KrDec *r, const KrDec *a, bool ten, size_t g, bool *done) {
    int64_t zeros = 0, e = kr__dec_adj(a);
    bool neg;
    size_t n, words = kr__dw_words(c->prec);
    if (words == SIZE_MAX) return c->run->failed = KR_NOMEM, false;
    if ((e == 0 || e == -1) && !zeros_beside_one(c, a, &zeros)) return false;
    size_t f = words + kr__dw_words(zeros) + 2 + g;
    Word *d = ln_words(c, a, f, &n, &neg);
    if (!d) return false;
    if (ten) {
        Word *by = fix_ln10(c->run, f), *num = kr__dec_alloc(c->run, 3 * f + 12 + f);
        if (!by || !num) return false;
        Word *q = num + f + n;
        memset(num, 0, f * 8);
        memcpy(num + f, d, n * 8);
        if (!kr__dw_divrem(c->run, q, q + n, num, f + n, by, f + 1)) return false;
        d = q;
    }
    return settle(c, r, neg, d, n, -(int64_t)f * KR_DEC_DIGITS, done);
}

static bool is_power_of_ten(const KrDec *a) {
    if (a->n == 0 || kr__dec_trailing_zeros(a) != a->digits - 1) return false;
    return kr__dw_digit(a->d, a->n, a->digits - 1) == 1;
}

static bool logarithm(KrDecCtx *c, KrDec *r, const KrDec *a, bool ten) {
    bool failed, done = false, ok = true;
    if (kr__dec_nans(c, r, a, NULL, NULL, &failed)) return !failed;
    if (kr__dec_is_zero(a)) {
        kr__dec_set_inf(r, true);
        return true;
    }
    if (a->neg) {
        kr__dec_invalid(c, r, KR_DEC_INVALID_OPERATION);
        return true;
    }
    if (a->kind == KR_DEC_INF) {
        kr__dec_set_inf(r, false);
        return true;
    }
    int64_t e = kr__dec_adj(a);
    if (is_power_of_ten(a) && (ten || e == 0)) {
        Word k = e < 0 ? 0 - (Word)e : (Word)e;
        return kr__dec_set_u64(c, r, e < 0, k, 0) && kr__dec_finalize(c, r);
    }
    KrDecMark mark = kr__dec_mark(c->run);
    for (size_t g = 0; ok && !done; g = 2 * g + 1) {
        kr__dec_release(c->run, mark);
        ok = try_log(c, r, a, ten, g, &done);
    }
    return ok;
}
bool kr__dec_ln(KrDecCtx *c, KrDec *r, const KrDec *a) { return logarithm(c, r, a, false); }
bool kr__dec_log10(KrDecCtx *c, KrDec *r, const KrDec *a) { return logarithm(c, r, a, true); }

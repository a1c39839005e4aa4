/* SPDX-License-Identifier: MIT
 * limbs_num.c: powers, greatest common divisors, square roots, and true division: what is built from
 * products and quotients. */
#include "base/limbs_word.h"

#include <math.h>

/* ---- small helpers ---- */

static void assign_word(KrLimbs *r, KrWord x) { kr__words_result(r, &x, 1, false); }

/* Room for n limbs out of the account; NULL: refused. */
static uint32_t *take(const KrWork *w, size_t n) { return kr__mem_alloc(w->mem, n * 4); }
static void give(const KrWork *w, uint32_t *d, size_t n) { kr__mem_free(w->mem, d, n * 4); }

/* ---- powers ---- */

/* See limbs.h. */
size_t kr__limbs_pow_room(const KrLimbs *a, uint64_t e) {
    uint64_t length = kr__limbs_bit_length(a), bits;
    if (length <= 1 || e == 0) return 2;
    if (kr__limbs_trailing_zeros(a) == length - 1)
        length--; /* 2^k: no bits are lost by rounding up */
    if (__builtin_mul_overflow(length, e, &bits) || bits / 32 + 2 > KR_LIMBS_MAX) return SIZE_MAX;
    return (size_t)(bits / 32) + 2;
}

/* p = b^e for e >= 1 from the top bit of e down; t is as large as p. Returns the words of *p, which
 * may have changed places with *t; 0 when stopped. */
static size_t raise(KrLimbRun *run, KrWord **p, KrWord **t, const KrWord *b, size_t bn,
                    uint64_t e) {
    KrWord *x = *p, *y = *t;
    memcpy(x, b, bn * sizeof(KrWord));
    size_t n = bn;
    for (int bit = 62 - __builtin_clzll(e); bit >= 0; bit--) {
        if (!kr__words_mul(run, y, x, n, x, n)) return 0;
        n = kr__words_trim(y, 2 * n);
        if (e >> bit & 1) {
            if (!kr__words_mul(run, x, y, n, b, bn)) return 0;
            n = kr__words_trim(x, n + bn);
        } else {
            KrWord *z = x;
            x = y;
            y = z;
        }
    }
    *p = x;
    *t = y;
    return n;
}

/* See limbs.h. The twos in a are taken out first and shifted back in at the end. */
KrStatus kr__limbs_pow(const KrWork *w, KrLimbs *r, const KrLimbs *a, uint64_t e) {
    bool neg = a->neg && (e & 1);
    if (e == 0 || a->n == 0 || (a->n == 1 && a->d[0] == 1)) {
        assign_word(r, e == 0 || a->n > 0);
        r->neg = neg && r->n > 0;
        return KR_OK;
    }
    KrLimbRun run = {.work = w};
    uint64_t twos = kr__limbs_trailing_zeros(a);
    size_t bn = kr__words_of(a->n), room = kr__words_of(kr__limbs_pow_room(a, e)) + bn + 2;
    size_t need = bn + 1 + 2 * room;
    KrWord *b = kr__run_alloc(&run, need);
    if (b == NULL) return KR_NOMEM;
    KrWord *p = b + bn + 1, *t = p + room;
    kr__words_load(b, a->d, a->n);
    memmove(b, b + twos / 64, (bn - twos / 64) * sizeof(KrWord));
    bn -= (size_t)(twos / 64);
    kr__words_shr(b, b, bn, twos % 64);
    bn = kr__words_trim(b, bn);
    size_t n = raise(&run, &p, &t, b, bn, e);
    if (n > 0) {
        kr__words_result(r, p, n, false);
        kr__limbs_shl(r, r, twos * e);
        r->neg = neg;
    }
    kr__run_free(&run, b, need);
    return run.status;
}

/* ---- powers to a modulus ---- */

/* Arithmetic modulo m, n words. Odd moduli of moderate size use Montgomery's form (x stands as
 * x * 2^(64 n) mod m), the others divide. */
typedef struct Modulus {
    KrLimbRun *run;
    size_t n;
    const KrWord *m;
    KrWord *d, *t, *q; /* m shifted up, n words; 2 n + 1; n + 2 */
    unsigned shift;
    KrWord inverse; /* -1 / m modulo 2^64: Montgomery; else 0 */
} Modulus;

enum { MONTGOMERY_MAX = 160 };

/* r = t modulo m, with 2 n words in t. */
static bool mod_reduce(Modulus *v, KrWord *r) {
    size_t n = v->n;
    if (n == 1) {
        r[0] = kr__words_div1(v->t, v->t, 2, v->m[0]);
        return true;
    }
    v->t[2 * n] = kr__words_shl(v->t, v->t, 2 * n, v->shift);
    if (!kr__words_divrem(v->run, v->q, v->t, 2 * n, v->d, n)) return false;
    kr__words_shr(r, v->t, n, v->shift);
    return true;
}

/* r = t / 2^(64 n) modulo m, with 2 n words in t, less than m * 2^(64 n). */
static void montgomery_reduce(Modulus *v, KrWord *r) {
    size_t n = v->n;
    KrWord *t = v->t, top = 0;
    for (size_t i = 0; i < n; i++) {
        KrWord carry = kr__words_addmul1(t + i, v->m, n, t[i] * v->inverse);
        KrWord s = t[i + n] + carry, c = s < carry;
        t[i + n] = s + top;
        top = c | (t[i + n] < s);
    }
    if (top || kr__words_cmp(t + n, v->m, n) >= 0)
        kr__words_sub(r, t + n, v->m, n);
    else
        memcpy(r, t + n, n * sizeof(KrWord));
}

/* r = a * b in the modulus's form. */
static bool mod_mul(Modulus *v, KrWord *r, const KrWord *a, const KrWord *b) {
    if (!kr__words_mul(v->run, v->t, a, v->n, b, v->n)) return false;
    if (!v->inverse) return mod_reduce(v, r);
    montgomery_reduce(v, r);
    return kr__run_spend(v->run, v->n * v->n);
}

/* Puts x < m into the modulus's form. */
static bool mod_enter(Modulus *v, KrWord *r, const KrWord *x) {
    size_t n = v->n;
    if (!v->inverse) {
        memcpy(r, x, n * sizeof(KrWord));
        return true;
    }
    memset(v->t, 0, n * sizeof(KrWord));
    memcpy(v->t + n, x, n * sizeof(KrWord));
    return mod_reduce(v, r);
}

/* The inverse of odd x modulo 2^64, by doubling the number of right bits. */
static KrWord inverse_word(KrWord x) {
    KrWord y = x; /* right in 3 bits */
    for (int i = 0; i < 5; i++) y *= 2 - x * y;
    return y;
}

/* Bits at..at + count of e. */
static unsigned window(const KrLimbs *e, uint64_t at, unsigned count) {
    uint64_t x = e->d[at / 32];
    if (at / 32 + 1 < e->n) x |= (uint64_t)e->d[at / 32 + 1] << 32;
    return (unsigned)(x >> (at % 32)) & ((1u << count) - 1);
}

/* acc = x^e for e > 0, some bits of e at a time; table: 2^bits numbers of n words. */
static bool mod_pow(Modulus *v, KrWord *acc, const KrWord *x, const KrLimbs *e, KrWord *table,
                    unsigned bits) {
    size_t n = v->n;
    if (!mod_enter(v, table + n, x)) return false;
    for (unsigned i = 2; i < 1u << bits; i++) {
        if (!mod_mul(v, table + i * n, table + (i - 1) * n, table + n)) return false;
    }
    uint64_t at = (kr__limbs_bit_length(e) - 1) / bits * bits;
    memcpy(acc, table + window(e, at, bits) * n, n * sizeof(KrWord));
    while (at > 0) {
        at -= bits;
        for (unsigned i = 0; i < bits; i++) {
            if (!mod_mul(v, acc, acc, acc)) return false;
        }
        unsigned k = window(e, at, bits);
        if (k && !mod_mul(v, acc, acc, table + k * n)) return false;
    }
    if (v->inverse) {
        memcpy(v->t, acc, n * sizeof(KrWord));
        memset(v->t + n, 0, n * sizeof(KrWord));
        montgomery_reduce(v, acc);
    }
    return true;
}

/* r = x^e modulo |m| for 0 <= x < |m|, e > 0. */
static KrStatus powmod_abs(const KrWork *w, KrLimbs *r, const KrLimbs *x, const KrLimbs *e,
                           const KrLimbs *m) {
    KrLimbRun run = {.work = w};
    uint64_t length = kr__limbs_bit_length(e);
    unsigned bits = length < 20 ? 1 : length < 100 ? 3 : length < 400 ? 4 : 5;
    size_t n = kr__words_of(m->n), need = (7 + ((size_t)1 << bits)) * n + 3;
    KrWord *mw = kr__run_alloc(&run, need);
    if (mw == NULL) return KR_NOMEM;
    KrWord *d = mw + n, *xw = d + n, *acc = xw + n, *t = acc + n, *q = t + 2 * n + 1;
    KrWord *table = q + n + 2;
    kr__words_load(mw, m->d, m->n);
    memset(xw, 0, n * sizeof(KrWord));
    kr__words_load(xw, x->d, x->n);
    unsigned shift = (unsigned)__builtin_clzll(mw[n - 1]);
    kr__words_shl(d, mw, n, shift);
    Modulus v = {.run = &run, .n = n, .m = mw, .d = d, .t = t, .q = q, .shift = shift};
    if ((mw[0] & 1) && n <= MONTGOMERY_MAX) v.inverse = 0 - inverse_word(mw[0]);
    if (mod_pow(&v, acc, xw, e, table, bits)) kr__words_result(r, acc, n, false);
    kr__run_free(&run, mw, need);
    return run.status;
}

/* See limbs.h. */
KrStatus kr__limbs_powmod(const KrWork *w, KrLimbs *r, const KrLimbs *a, const KrLimbs *e,
                          const KrLimbs *m) {
    KrLimbs size = {m->d, m->n, false}, x = {.d = NULL};
    if (m->n == 1 && m->d[0] == 1) {
        assign_word(r, 0);
        return KR_OK;
    }
    if (e->n == 0) {
        assign_word(r, 1);
    } else {
        size_t room = (size_t)m->n + 1;
        x.d = take(w, room);
        if (x.d == NULL) return KR_NOMEM;
        KrStatus status = kr__limbs_floordiv(w, NULL, &x, a, &size);
        if (status == KR_OK) status = powmod_abs(w, r, &x, e, &size);
        give(w, x.d, room);
        if (status != KR_OK) return status;
    }
    if (m->neg && r->n > 0) kr__limbs_sub(r, r, &size);
    return KR_OK;
}

/* ---- inverses ---- */

/* Euclid's algorithm on (r0, r1), with s0 and s1 such that r_i = s_i * a modulo |m|. Seven buffers
 * of `room` limbs each at buf. */
static KrStatus extended(const KrWork *w, KrLimbs *r, bool *exists, const KrLimbs *a,
                         const KrLimbs *m, uint32_t *buf, size_t room) {
    KrLimbs v[7];
    for (size_t i = 0; i < 7; i++) v[i] = (KrLimbs){.d = buf + i * room};
    KrLimbs *r0 = &v[0], *r1 = &v[1], *s0 = &v[2], *s1 = &v[3], *q = &v[4], *t = &v[5], *u = &v[6];
    KrLimbs size = {m->d, m->n, false};
    KrLimbRun run = {.work = w};
    memcpy(r0->d, m->d, (size_t)m->n * 4);
    r0->n = m->n;
    KrStatus status = kr__limbs_floordiv(w, NULL, r1, a, &size);
    assign_word(s0, 0);
    assign_word(s1, 1);
    while (status == KR_OK && r1->n > 0) {
        status = kr__limbs_floordiv(w, q, u, r0, r1);
        if (status == KR_OK) status = kr__limbs_mul(w, t, q, s1);
        if (status != KR_OK) break;
        kr__limbs_sub(t, s0, t);
        KrLimbs *free_r = r0, *free_s = s0; /* rotate: the oldest buffers become scratch */
        r0 = r1;
        r1 = u;
        u = free_r;
        s0 = s1;
        s1 = t;
        t = free_s;
        if (!kr__run_spend(&run, (size_t)m->n * 4)) status = run.status;
    }
    if (status != KR_OK) return status;
    *exists = r0->n == 1 && r0->d[0] == 1;
    return kr__limbs_floordiv(w, NULL, r, s0, &size);
}

/* See limbs.h. */
KrStatus kr__limbs_invmod(const KrWork *w, KrLimbs *r, bool *exists, const KrLimbs *a,
                          const KrLimbs *m) {
    size_t room = (size_t)m->n + 3;
    uint32_t *buf = take(w, 7 * room);
    if (buf == NULL) return KR_NOMEM;
    KrStatus status = extended(w, r, exists, a, m, buf, room);
    give(w, buf, 7 * room);
    return status;
}

/* ---- greatest common divisor ---- */

static KrWord gcd_word(KrWord a, KrWord b) {
    if (a == 0 || b == 0) return a | b;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            KrWord t = a;
            a = b;
            b = t;
        }
        b -= a;
    }
    return a << twos;
}

/* Steps of Euclid's algorithm in one: (a, b) becomes (A a + B b, C a + D b). */
typedef struct Steps {
    int64_t a, b, c, d;
} Steps;

/* As many steps as the top 62 bits x, y of both numbers decide for certain (Lehmer). */
static Steps lehmer(int64_t x, int64_t y) {
    Steps s = {1, 0, 0, 1};
    while (y + s.c != 0 && y + s.d != 0) {
        int64_t q = (x + s.a) / (y + s.c);
        if (q != (x + s.b) / (y + s.d)) break;
        int64_t t = s.a - q * s.c;
        s.a = s.c;
        s.c = t;
        t = s.b - q * s.d;
        s.b = s.d;
        s.d = t;
        t = x - q * y;
        x = y;
        y = t;
    }
    return s;
}

/* r = p * a + q * b for n words, where one of p and q is not positive and the sum not negative. */
static void combine(KrWord *r, const KrWord *a, const KrWord *b, size_t n, int64_t p, int64_t q) {
    if (q > 0) {
        const KrWord *t = a;
        a = b;
        b = t;
        int64_t k = p;
        p = q;
        q = k;
    }
    kr__words_mul1(r, a, n, (KrWord)p);
    kr__words_submul1(r, b, n, -(KrWord)q);
}

/* The 62 bits of x from bit `shift` of word n - 1 down, where shift counts leading zeros. */
static int64_t top62(const KrWord *x, size_t n, unsigned shift) {
    KrWord high = x[n - 1] << shift;
    if (shift) high |= x[n - 2] >> (64 - shift);
    return (int64_t)(high >> 2);
}

/* a modulo b into a, both without leading zeros, bn >= 2; scratch: 2 an + bn + 2 words. */
static bool remainder_words(KrLimbRun *run, KrWord *a, size_t an, const KrWord *b, size_t bn,
                            KrWord *scratch) {
    KrWord *u = scratch, *d = u + an + 1, *q = d + bn;
    unsigned shift = (unsigned)__builtin_clzll(b[bn - 1]);
    kr__words_shl(d, b, bn, shift);
    u[an] = kr__words_shl(u, a, an, shift);
    if (!kr__words_divrem(run, q, u, an, d, bn)) return false;
    kr__words_shr(a, u, bn, shift);
    return true;
}

/* gcd of a >= b > 0 (n words of room each, b zero above bn) into *a; t, u: n words; scratch: 3n + 2. */
static bool gcd_words(KrLimbRun *run, KrWord **pa, size_t *pn, KrWord *b, size_t n, KrWord *t,
                      KrWord *u, KrWord *scratch) {
    KrWord *a = *pa;
    size_t an = kr__words_trim(a, n), bn = kr__words_trim(b, n);
    while (bn >= 2) {
        unsigned shift = (unsigned)__builtin_clzll(a[an - 1]);
        Steps s = {1, 0, 0, 1};
        if (an <= bn + 1) s = lehmer(top62(a, an, shift), top62(b, an, shift));
        KrWord *oa = a, *ob = b;
        if (s.b == 0) { /* a quotient that the top bits do not tell: divide once */
            if (!remainder_words(run, a, an, b, bn, scratch)) return false;
            memset(a + bn, 0, (n - bn) * sizeof(KrWord));
            a = ob;
            b = oa;
        } else {
            combine(t, a, b, an, s.a, s.b);
            combine(u, a, b, an, s.c, s.d);
            memset(t + an, 0, (n - an) * sizeof(KrWord));
            memset(u + an, 0, (n - an) * sizeof(KrWord));
            a = t;
            b = u;
            t = oa;
            u = ob;
        }
        an = kr__words_trim(a, an);
        bn = kr__words_trim(b, an);
        if (!kr__run_spend(run, an * 5 + 200)) return false;
    }
    if (bn == 1) {
        KrWord rest = kr__words_div1(scratch, a, an, b[0]);
        a[0] = gcd_word(rest, b[0]);
        an = 1;
    }
    *pa = a;
    *pn = an;
    return true;
}

/* See limbs.h. */
KrStatus kr__limbs_gcd(const KrWork *w, KrLimbs *r, const KrLimbs *a, const KrLimbs *b) {
    if (kr__limbs_cmp_abs(a, b) < 0) {
        const KrLimbs *t = a;
        a = b;
        b = t;
    }
    if (a->n <= 2) {
        KrWord x = 0, y = 0;
        kr__words_load(&x, a->d, a->n);
        kr__words_load(&y, b->d, b->n);
        assign_word(r, gcd_word(x, y));
        return KR_OK;
    }
    KrLimbRun run = {.work = w};
    size_t n = kr__words_of(a->n), need = 7 * n + 2;
    KrWord *aw = kr__run_alloc(&run, need);
    if (aw == NULL) return KR_NOMEM;
    KrWord *scratch = aw, *bw = aw + n;
    memset(bw, 0, n * sizeof(KrWord));
    kr__words_load(aw, a->d, a->n);
    kr__words_load(bw, b->d, b->n);
    KrWord *result = aw;
    if (gcd_words(&run, &result, &n, bw, n, bw + n, bw + 2 * n, bw + 3 * n)) {
        kr__words_result(r, result, n, false);
    }
    kr__run_free(&run, scratch, need);
    return run.status;
}

/* ---- square roots ---- */

/* The root of a number in one word, rounded down. */
static KrWord isqrt_word(KrWord x) {
    KrWord r = (KrWord)sqrt((double)x);
    if (r > 0xFFFFFFFF) r = 0xFFFFFFFF;
    while (r * r > x) r--;
    while (r < 0xFFFFFFFF && (r + 1) * (r + 1) <= x) r++;
    return r;
}

/* Newton's iteration with a precision that doubles at each step, so that the last one costs as much
 * as all before. x, of d bits so far, is the root of a / 4^(c - d) within one. */
static KrStatus isqrt_steps(const KrWork *w, KrLimbs *x, KrLimbs *t, KrLimbs *q, const KrLimbs *a) {
    uint64_t c = (kr__limbs_bit_length(a) - 1) / 2, d = 0;
    assign_word(x, 1);
    for (int s = 63 - __builtin_clzll(c); s >= 0; s--) {
        uint64_t e = d;
        d = c >> s;
        kr__limbs_shr(t, a, 2 * c - e - d + 1);
        KrStatus status = kr__limbs_truncdiv(w, q, NULL, t, x);
        if (status != KR_OK) return status;
        kr__limbs_shl(x, x, d - e - 1);
        kr__limbs_add(x, x, q);
    }
    return KR_OK;
}

/* See limbs.h. */
KrStatus kr__limbs_isqrt(const KrWork *w, KrLimbs *r, const KrLimbs *a) {
    if (a->n <= 2) {
        KrWord x = 0;
        kr__words_load(&x, a->d, a->n);
        assign_word(r, isqrt_word(x));
        return KR_OK;
    }
    size_t half = a->n / 2 + 4, room = (size_t)a->n + 8, need = 2 * half + 2 * room;
    uint32_t *buf = take(w, need);
    if (buf == NULL) return KR_NOMEM;
    KrLimbs x = {.d = buf}, q = {.d = buf + half}, t = {.d = buf + half + room};
    KrStatus status = isqrt_steps(w, &x, &t, &q, a);
    if (status == KR_OK) status = kr__limbs_mul(w, &t, &x, &x);
    if (status == KR_OK) {
        uint32_t one = 1;
        KrLimbs unit = {&one, 1, false};
        if (kr__limbs_cmp(&t, a) > 0) kr__limbs_sub(&x, &x, &unit);
        memcpy(r->d, x.d, (size_t)x.n * 4);
        r->n = x.n;
        r->neg = false;
    }
    give(w, buf, need);
    return status;
}

/* ---- true division ---- */

/* q * 2^shift rounded half-even to a double, where `rest` says that q is a little too small.
 * q has at least 55 bits unless the result is subnormal. */
static bool round_quotient(uint64_t q, bool rest, int shift, double *out) {
    int bits = q ? 64 - __builtin_clzll(q) : 0;
    int extra = bits - 53 > -1074 - shift ? bits - 53 : -1074 - shift; /* bits to round away */
    if (extra > 0) {
        uint64_t mask = ((uint64_t)1 << extra) - 1, low = q & mask, half = (mask >> 1) + 1;
        q &= ~mask;
        bool odd = (q >> extra) & 1;
        if (low > half || (low == half && (rest || odd))) q += mask + 1;
    }
    *out = ldexp((double)q, shift);
    return !isinf(*out);
}

/* The quotient of magnitudes after scaling by 2^-shift, with scratch at buf. */
static KrStatus scaled_quotient(const KrWork *w, uint64_t *q, bool *rest, const KrLimbs *a,
                                const KrLimbs *b, int64_t shift, uint32_t *buf, size_t room) {
    KrLimbs x = {a->d, a->n, false}, y = {b->d, b->n, false};
    KrLimbs t = {.d = buf}, quotient = {.d = buf + room}, remainder = {.d = buf + 2 * room};
    if (shift < 0) {
        kr__limbs_shl(&t, &x, (uint64_t)-shift);
        x = t;
    } else {
        kr__limbs_shl(&t, &y, (uint64_t)shift);
        y = t;
    }
    KrStatus status = kr__limbs_truncdiv(w, &quotient, &remainder, &x, &y);
    if (status != KR_OK) return status;
    kr__limbs_to_u64(&quotient, q);
    *rest = remainder.n > 0;
    return KR_OK;
}

/* See limbs.h. */
KrStatus kr__limbs_truediv(const KrWork *w, double *out, bool *overflow, const KrLimbs *a,
                           const KrLimbs *b) {
    *overflow = false;
    int64_t alen = (int64_t)kr__limbs_bit_length(a), blen = (int64_t)kr__limbs_bit_length(b);
    bool neg = a->neg != b->neg;
    *out = neg ? -0.0 : 0.0;
    if (a->n == 0) return KR_OK;
    if (alen <= 53 && blen <= 53) {
        double x, y;
        kr__limbs_to_double(a, &x);
        kr__limbs_to_double(b, &y);
        *out = x / y;
        return KR_OK;
    }
    int64_t diff = alen - blen; /* the quotient is in (2^(diff - 1), 2^(diff + 1)) */
    if (diff > 1024) *overflow = true;
    if (diff > 1024 || diff < -1076) return KR_OK;
    int64_t shift = (diff > -1021 ? diff : -1021) - 55;
    size_t room = (size_t)((alen > blen ? alen : blen) / 32) + 80;
    room += shift < 0 ? (size_t)(-shift / 32) : 0;
    uint32_t *buf = take(w, 3 * room);
    if (buf == NULL) return KR_NOMEM;
    uint64_t q = 0;
    bool rest = false;
    KrStatus status = scaled_quotient(w, &q, &rest, a, b, shift, buf, room);
    give(w, buf, 3 * room);
    if (status != KR_OK) return status;
    double x;
    *overflow = !round_quotient(q, rest, (int)shift, &x);
    *out = neg ? -x : x;
    return KR_OK;
}

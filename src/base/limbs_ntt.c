/* SPDX-License-Identifier: MIT
 * limbs_ntt.c: products of very large numbers by a number-theoretic transform.
 *
 * Numbers are cut into 16-bit digits, taken as polynomials over the field of p = 2^64 - 2^32 + 1.
 * A digit of the product's polynomial is a sum of at most 2^30 products below 2^32, so it is less
 * than p and comes out exactly. In this field 2^64 = 2^32 - 1 and 2^96 = -1, which makes reduction a
 * few additions, and 2^32 * 3 divides p - 1, which gives transforms of 2^k and 3 * 2^k points.
 *
 * The forward transform reduces a polynomial modulo x^2m - r^2 to its remainders modulo x^m - r and
 * x^m + r, over and over; the roots r, in the order in which blocks come, are the same at each level:
 * root[0] = 1, root[2^j + i] = root[i] * (a primitive root of unity of order 2^(j+2)). The values
 * come out in a scrambled order, which pointwise products do not mind, and the inverse undoes it. A
 * transform goes depth first, so that all but the top levels work inside the cache. */
#include "base/limbs_word.h"

#define P 0xFFFFFFFF00000001ull
#define EPSILON 0xFFFFFFFFull /* 2^64 modulo p */
#define GENERATOR 7

enum { CHUNK = 1 << 13 }; /* butterflies between two polls */

/* ---- the field ---- */

/* All ones when the condition holds: what it selects is random, so branches would be mispredicted. */
#define MASK(condition) (0 - (KrWord)(condition))

KR_INLINE KrWord f_add(KrWord a, KrWord b) {
    KrWord nb = P - b;
    return a - nb + (P & MASK(a < nb));
}

KR_INLINE KrWord f_sub(KrWord a, KrWord b) { return a - b + (P & MASK(a < b)); }

KR_INLINE KrWord f_mul(KrWord a, KrWord b) {
    KrWord high, low = kr__word_mul(a, b, &high);
    KrWord hh = high >> 32, hl = high & EPSILON;
    KrWord t = low - hh - (EPSILON & MASK(low < hh)); /* 2^96 = -1 */
    KrWord u = (hl << 32) - hl;                       /* 2^64 = 2^32 - 1 */
    KrWord s = t + u;
    s += EPSILON & MASK(s < u);
    return s - (P & MASK(s >= P));
}

static KrWord f_pow(KrWord a, KrWord e) {
    KrWord r = 1;
    for (; e; e >>= 1, a = f_mul(a, a)) {
        if (e & 1) r = f_mul(r, a);
    }
    return r;
}

/* An element of this order (which divides p - 1), or its inverse. */
static KrWord f_root(KrWord order, bool inverse) {
    KrWord r = f_pow(GENERATOR, (P - 1) / order);
    return inverse ? f_pow(r, P - 2) : r;
}

/* ---- transforms of 2^k points ---- */

/* Fills the roots for transforms of n points: n / 2 of them. */
static void make_roots(KrWord *root, size_t n, bool inverse) {
    root[0] = 1;
    for (size_t j = 1; j < n / 2; j *= 2) {
        KrWord w = f_root((KrWord)j * 4, inverse);
        for (size_t i = 0; i < j; i++) root[j + i] = f_mul(root[i], w);
    }
}

/* One level of one block of 2m points. */
static bool level_forward(KrLimbRun *run, KrWord *x, size_t m, KrWord r) {
    for (size_t from = 0; from < m; from += CHUNK) {
        size_t to = m - from < CHUNK ? m : from + CHUNK;
        for (size_t i = from; i < to; i++) {
            KrWord a = x[i], b = f_mul(x[i + m], r);
            x[i] = f_add(a, b);
            x[i + m] = f_sub(a, b);
        }
        if (!kr__run_spend(run, (to - from) * 2)) return false;
    }
    return true;
}

static bool level_inverse(KrLimbRun *run, KrWord *x, size_t m, KrWord r) {
    for (size_t from = 0; from < m; from += CHUNK) {
        size_t to = m - from < CHUNK ? m : from + CHUNK;
        for (size_t i = from; i < to; i++) {
            KrWord a = x[i], b = x[i + m];
            x[i] = f_add(a, b);
            x[i + m] = f_mul(f_sub(a, b), r);
        }
        if (!kr__run_spend(run, (to - from) * 2)) return false;
    }
    return true;
}

/* Block number `block` of its level, n points. Recursion is as deep as n has bits. */
static bool forward(KrLimbRun *run, KrWord *x, size_t n, const KrWord *root, size_t block) {
    if (n == 4) { /* the last two levels at once */
        KrWord r = root[block], s = root[2 * block], t = root[2 * block + 1];
        KrWord c = f_mul(x[2], r), d = f_mul(x[3], r);
        KrWord a0 = f_add(x[0], c), a1 = f_mul(f_add(x[1], d), s);
        KrWord b0 = f_sub(x[0], c), b1 = f_mul(f_sub(x[1], d), t);
        x[0] = f_add(a0, a1);
        x[1] = f_sub(a0, a1);
        x[2] = f_add(b0, b1);
        x[3] = f_sub(b0, b1);
        return true;
    }
    if (!level_forward(run, x, n / 2, root[block])) return false;
    return forward(run, x, n / 2, root, 2 * block) &&
           forward(run, x + n / 2, n / 2, root, 2 * block + 1);
}

static bool inverse(KrLimbRun *run, KrWord *x, size_t n, const KrWord *root, size_t block) {
    if (n == 4) {
        KrWord r = root[block], s = root[2 * block], t = root[2 * block + 1];
        KrWord a0 = f_add(x[0], x[1]), a1 = f_mul(f_sub(x[0], x[1]), s);
        KrWord b0 = f_add(x[2], x[3]), b1 = f_mul(f_sub(x[2], x[3]), t);
        x[0] = f_add(a0, b0);
        x[1] = f_add(a1, b1);
        x[2] = f_mul(f_sub(a0, b0), r);
        x[3] = f_mul(f_sub(a1, b1), r);
        return true;
    }
    return inverse(run, x, n / 2, root, 2 * block) &&
           inverse(run, x + n / 2, n / 2, root, 2 * block + 1) &&
           level_inverse(run, x, n / 2, root[block]);
}

/* ---- three times as many ---- */

/* Splits a polynomial of 3m points into its remainders modulo x^m - 1, x^m - w and x^m - w^2, w a
 * cube root of unity, the last two scaled so that they are taken modulo x^m - 1 as well. */
static bool split3(KrLimbRun *run, KrWord *x, size_t m) {
    KrWord w = f_root(3, false), w2 = f_mul(w, w), theta = f_root((KrWord)m * 3, false);
    KrWord t1 = 1;
    for (size_t i = 0; i < m; i++) {
        KrWord a = x[i], b = x[i + m], c = x[i + 2 * m], t2 = f_mul(t1, t1);
        KrWord wb = f_mul(w, b), wc = f_mul(w, c), w2b = f_mul(w2, b), w2c = f_mul(w2, c);
        x[i] = f_add(f_add(a, b), c);
        x[i + m] = f_mul(f_add(f_add(a, wb), w2c), t1);
        x[i + 2 * m] = f_mul(f_add(f_add(a, w2b), wc), t2);
        t1 = f_mul(t1, theta);
        if (i % CHUNK == 0 && !kr__run_spend(run, CHUNK * 10)) return false;
    }
    return true;
}

/* Undoes split3, but for a factor of 3. */
static bool join3(KrLimbRun *run, KrWord *x, size_t m) {
    KrWord w = f_root(3, false), w2 = f_mul(w, w), theta = f_root((KrWord)m * 3, true);
    KrWord t1 = 1;
    for (size_t i = 0; i < m; i++) {
        KrWord t2 = f_mul(t1, t1);
        KrWord a = x[i], b = f_mul(x[i + m], t1), c = f_mul(x[i + 2 * m], t2);
        KrWord wb = f_mul(w, b), wc = f_mul(w, c), w2b = f_mul(w2, b), w2c = f_mul(w2, c);
        x[i] = f_add(f_add(a, b), c);
        x[i + m] = f_add(f_add(a, w2b), wc);
        x[i + 2 * m] = f_add(f_add(a, wb), w2c);
        t1 = f_mul(t1, theta);
        if (i % CHUNK == 0 && !kr__run_spend(run, CHUNK * 10)) return false;
    }
    return true;
}

/* ---- products ---- */

/* parts (1 or 3) blocks of m points each. */
typedef struct Plan {
    size_t parts, m;
} Plan;

/* The smallest transform of at least n points. */
static Plan plan_for(size_t n) {
    size_t m = 4;
    while (m < n) m *= 2;
    if (m >= 16 && m / 4 * 3 >= n) return (Plan){3, m / 4};
    return (Plan){1, m};
}

static bool transform(KrLimbRun *run, KrWord *x, Plan plan, const KrWord *root) {
    if (plan.parts == 3 && !split3(run, x, plan.m)) return false;
    for (size_t i = 0; i < plan.parts; i++) {
        if (!forward(run, x + i * plan.m, plan.m, root, 0)) return false;
    }
    return true;
}

/* Undoes transform, but for a factor of parts * m. */
static bool transform_back(KrLimbRun *run, KrWord *x, Plan plan, const KrWord *root) {
    for (size_t i = 0; i < plan.parts; i++) {
        if (!inverse(run, x + i * plan.m, plan.m, root, 0)) return false;
    }
    return plan.parts == 1 || join3(run, x, plan.m);
}

/* a's 16-bit digits, zeros behind. */
static void load_digits(KrWord *x, size_t points, const KrWord *a, size_t an) {
    for (size_t i = 0; i < an; i++) {
        for (size_t k = 0; k < 4; k++) x[4 * i + k] = a[i] >> (16 * k) & 0xFFFF;
    }
    memset(x + 4 * an, 0, (points - 4 * an) * sizeof(KrWord));
}

/* x = x * y * scale, point by point. */
static bool pointwise(KrLimbRun *run, KrWord *x, const KrWord *y, size_t points, KrWord scale) {
    for (size_t from = 0; from < points; from += CHUNK) {
        size_t to = points - from < CHUNK ? points : from + CHUNK;
        for (size_t i = from; i < to; i++) x[i] = f_mul(f_mul(x[i], y[i]), scale);
        if (!kr__run_spend(run, (to - from) * 4)) return false;
    }
    return true;
}

/* Carries the digits of the product into rn words. */
static void store_digits(KrWord *r, size_t rn, const KrWord *x) {
    KrWord carry = 0;
    for (size_t i = 0; i < rn; i++) {
        KrWord word = 0;
        for (size_t k = 0; k < 4; k++) {
            carry += x[4 * i + k];
            word |= (carry & 0xFFFF) << (16 * k);
            carry >>= 16;
        }
        r[i] = word;
    }
}

/* See limbs_word.h. */
size_t kr__ntt_points(size_t n) {
    Plan plan = plan_for(n);
    return plan.parts * plan.m;
}

/* See limbs_word.h. */
bool kr__ntt_convolve(KrLimbRun *run, KrWord *x, KrWord *y, size_t points) {
    Plan plan = plan_for(points);
    size_t roots = plan.m / 2;
    KrWord *root = kr__run_alloc(run, roots);
    if (root == NULL) return false;
    make_roots(root, plan.m, false);
    bool ok = transform(run, x, plan, root) && (x == y || transform(run, y, plan, root));
    if (ok) {
        make_roots(root, plan.m, true);
        ok = pointwise(run, x, y, points, f_pow(points, P - 2)) &&
             transform_back(run, x, plan, root);
    }
    kr__run_free(run, root, roots);
    return ok;
}

/* See limbs_word.h. */
bool kr__words_mul_ntt(KrLimbRun *run, KrWord *r, const KrWord *a, size_t an, const KrWord *b,
                       size_t bn) {
    size_t points = kr__ntt_points(4 * (an + bn));
    bool square = a == b && an == bn;
    size_t need = square ? points : 2 * points;
    KrWord *x = kr__run_alloc(run, need);
    if (x == NULL) return false;
    KrWord *y = square ? x : x + points;
    load_digits(x, points, a, an);
    if (!square) load_digits(y, points, b, bn);
    bool ok = kr__ntt_convolve(run, x, y, points);
    if (ok) store_digits(r, an + bn, x);
    kr__run_free(run, x, need);
    return ok;
}

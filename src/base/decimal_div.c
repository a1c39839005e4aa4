/* SPDX-License-Identifier: MIT
 * decimal_div.c: quotients and square roots of natural numbers in base 10^18. See decimal_words.h.
 *
 * Divisors are made large at the top first: multiplied, like the dividend, by a word that brings the
 * highest one to half the base at least. Short quotients are found word by word; long ones in halves,
 * so that the work is done by long products. */
#include <math.h>

#include "base/decimal_words.h"

enum { RECURSE = 48 };

/* (a1 * base + a0) / d, a1 <= d; *r the remainder. */
static Word div_two(Word a1, Word a0, Word d, Word *r) {
#ifdef __SIZEOF_INT128__
    unsigned __int128 x = (unsigned __int128)a1 * BASE + a0;
    Word q = (Word)(x / d);
    *r = (Word)x - q * d;
    return q;
#else
    Word x[2], q[2];
    x[0] = kr__word_mul(a1, BASE, &x[1]);
    x[0] += a0;
    x[1] += x[0] < a0;
    *r = kr__words_div1(q, x, 2, d);
    return q[0];
#endif
}

/* a (n words, and one more above) -= q * b; the borrow out of that. */
static Word sub_product(Word *a, const Word *b, size_t n, Word q) {
    Word carry = 0;
    for (size_t i = 0; i < n; i++) {
        Word high, low = kr__word_mul(b[i], q, &high);
        low += carry;
        high += low < carry;
        carry = kr__dw_split(high, low, &low);
        Word x = a[i], under = x < low;
        a[i] = x - low + (BASE & (0 - under));
        carry += under;
    }
    Word under = a[n] < carry;
    a[n] = a[n] - carry + (BASE & (0 - under));
    return under;
}

/* One word of a quotient: a has n + 1 words, less than b * base; b's top word is large, n >= 2. */
static Word div_step(Word *a, const Word *b, size_t n) {
    Word q, rest, v = b[n - 1], w = b[n - 2];
    if (a[n] >= v) {
        q = BASE - 1;
        rest = a[n - 1] + v; /* of a[n] == v */
    } else {
        q = div_two(a[n], a[n - 1], v, &rest);
    }
    while (rest < BASE) { /* q * w > rest * base + a[n - 2]: q is too large */
        Word low, high = kr__word_mul(q, w, &low), t = high;
        high = low;
        high = kr__dw_split(high, t, &low);
        if (high < rest || (high == rest && low <= a[n - 2])) break;
        q--;
        rest += v;
    }
    if (sub_product(a, b, n, q)) {
        q--;
        a[n] += kr__dw_add(a, a, n, b, n);
        if (a[n] >= BASE) a[n] -= BASE;
    }
    return q;
}

/* q (m + 1 words) of a (n + m words), which is left with the remainder. */
static bool div_school(KrDecRun *run, Word *q, Word *a, size_t m, const Word *b, size_t n) {
    q[m] = 0;
    if (kr__dw_cmp(a + m, n, b, n) >= 0) {
        kr__dw_sub(a + m, a + m, n, b, n);
        q[m] = 1;
    }
    for (size_t j = m; j-- > 0;) {
        q[j] = div_step(a + j, b, n);
        if (!kr__dec_spend(run, 2 * n)) return false;
    }
    return true;
}

static bool div_rec(KrDecRun *run, Word *q, Word *a, size_t m, const Word *b, size_t n);

/* After a part of the quotient q (k + 1 words) was found from the divisor without its low `cut`
 * words: a (n words) -= q * those; q is lowered while the result is negative. */
static bool div_mend(KrDecRun *run, Word *q, size_t k, Word *a, const Word *b, size_t n,
                     size_t cut) {
    KrDecMark mark = kr__dec_mark(run);
    size_t qn = kr__dw_trim(q, k + 1), pn = qn + cut;
    Word *p = kr__dec_alloc(run, pn + 1);
    if (!p) return false;
    bool ok = qn == 0 || kr__dw_mul(run, p, q, qn, b, cut);
    if (ok && qn) {
        pn = kr__dw_trim(p, pn);
        Word over = pn > n ? p[n] : 0;
        over += kr__dw_sub(a, a, n, p, pn > n ? n : pn);
        for (; over; over -= kr__dw_add(a, a, n, b, n)) {
            Word one = 1;
            kr__dw_sub(q, q, k + 1, &one, 1);
        }
    }
    kr__dec_release(run, mark);
    return ok;
}

/* As div_school, m <= n. */
static bool div_rec(KrDecRun *run, Word *q, Word *a, size_t m, const Word *b, size_t n) {
    if (m < RECURSE || n < RECURSE) return div_school(run, q, a, m, b, n);
    size_t k = m / 2;
    KrDecMark mark = kr__dec_mark(run);
    Word *q1 = kr__dec_alloc(run, m - k + 1 + k + 1);
    if (!q1) return false;
    Word *q0 = q1 + (m - k + 1);
    bool ok = div_rec(run, q1, a + 2 * k, m - k, b + k, n - k) &&
              div_mend(run, q1, m - k, a + k, b, n, k) &&
              div_rec(run, q0, a + k, k, b + k, n - k) && div_mend(run, q0, k, a, b, n, k);
    if (ok) {
        memcpy(q, q0, k * 8);
        memcpy(q + k, q1, (m - k + 1) * 8);
        kr__dw_add1(q + k, m - k + 1, q0[k]);
    }
    kr__dec_release(run, mark);
    return ok;
}

/* Any m: as many words of the quotient at once as the divisor has. */
static bool div_long(KrDecRun *run, Word *q, Word *a, size_t m, const Word *b, size_t n) {
    if (m <= n) return div_rec(run, q, a, m, b, n);
    KrDecMark mark = kr__dec_mark(run);
    Word *part = kr__dec_alloc(run, n + 1);
    if (!part) return false;
    size_t done = m, first = m % n ? m % n : n;
    q[m] = 0;
    bool ok = true;
    for (size_t k = first; ok && done > 0; k = n) {
        done -= k;
        ok = div_rec(run, part, a + done, k, b, n);
        if (!ok) break;
        memcpy(q + done, part, k * 8);
        kr__dw_add1(q + done + k, m + 1 - done - k, part[k]);
    }
    kr__dec_release(run, mark);
    return ok;
}

bool kr__dw_divrem(KrDecRun *run, Word *q, Word *r, const Word *a, size_t an, const Word *b,
                   size_t bn) {
    if (bn == 1) {
        r[0] = kr__dw_div1(q, a, an, b[0]);
        return kr__dec_spend(run, an * 8);
    }
    Word f = BASE / (b[bn - 1] + 1);
    KrDecMark mark = kr__dec_mark(run);
    Word *u = kr__dec_alloc(run, an + 1 + bn + an - bn + 2);
    if (!u) return false;
    Word *v = u + an + 1, *w = v + bn;
    u[an] = kr__dw_mul1(u, a, an, f, 0);
    kr__dw_mul1(v, b, bn, f, 0);
    size_t m = an + 1 - bn;
    bool ok = m < RECURSE || bn < RECURSE ? div_school(run, w, u, m, v, bn)
                                          : div_long(run, w, u, m, v, bn);
    if (ok) {
        memcpy(q, w, m * 8);
        kr__dw_div1(r, u, bn, f);
    }
    kr__dec_release(run, mark);
    return ok;
}

/* ---- square roots ---- */

/* Of one or two words. */
static Word root_small(const Word *a, size_t n) {
    Word a0 = a[0], a1 = n > 1 ? a[1] : 0, rest, low, high;
    double x = sqrt((double)a1 * 1e18 + (double)a0);
    Word s = x >= 1e18 ? BASE - 1 : (Word)x;
    if (s == 0) return a0 != 0;
    if (a1 > 0 && a1 < s) s = (s + div_two(a1, a0, s, &rest)) / 2;
    if (s >= BASE) s = BASE - 1;
    for (;; s--) { /* s * s <= a */
        low = kr__word_mul(s, s, &high);
        high = kr__dw_split(high, low, &low);
        if (high < a1 || (high == a1 && low <= a0)) break;
    }
    for (; s + 1 < BASE; s++) {
        low = kr__word_mul(s + 1, s + 1, &high);
        high = kr__dw_split(high, low, &low);
        if (high > a1 || (high == a1 && low > a0)) break;
    }
    return s;
}

/* By Newton's method from above: it begins with the root of the upper half of a and nines behind. s: sn words. */
static bool root_step(KrDecRun *run, Word *s, size_t sn, bool *exact, const Word *a, size_t n) {
    size_t h = sn == 2 ? 1 : (sn - 1) / 2, top_n;
    Word *top;
    if (!kr__dw_isqrt(run, &top, &top_n, exact, a + 2 * h, n - 2 * h)) return false;
    for (size_t i = 0; i < h; i++) s[i] = BASE - 1;
    memcpy(s + h, top, top_n * 8);
    KrDecMark mark = kr__dec_mark(run);
    for (;;) {
        kr__dec_release(run, mark);
        size_t len = kr__dw_trim(s, sn), qn = n - len + 1;
        Word *q = kr__dec_alloc(run, qn + len);
        if (!q || !kr__dw_divrem(run, q, q + qn, a, n, s, len)) return false;
        int order = kr__dw_cmp(q, qn, s, len);
        if (order >= 0) {
            *exact = order == 0 && kr__dw_trim(q + qn, len) == 0;
            return true;
        }
        Word carry = kr__dw_add(s, s, sn, q, kr__dw_trim(q, qn));
        kr__dw_div1(s, s, sn, 2);
        if (carry) s[sn - 1] += BASE / 2;
    }
}

bool kr__dw_isqrt(KrDecRun *run, Word **r, size_t *rn, bool *exact, const Word *a, size_t n) {
    size_t sn = (n + 1) / 2;
    Word *s = kr__dec_alloc(run, sn);
    if (!s) return false;
    *r = s;
    *rn = sn;
    if (n <= 2) {
        s[0] = root_small(a, n);
        Word high, low = kr__word_mul(s[0], s[0], &high);
        high = kr__dw_split(high, low, &low);
        *exact = low == a[0] && high == (n > 1 ? a[1] : 0);
        return true;
    }
    KrDecMark mark = kr__dec_mark(run);
    bool ok = root_step(run, s, sn, exact, a, n);
    kr__dec_release(run, mark);
    return ok;
}

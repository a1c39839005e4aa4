/* SPDX-License-Identifier: MIT
 * decimal_words.c: sums, shifts and products of natural numbers in base 10^18, and the scratch
 * memory of decimal operations. See decimal_words.h.
 *
 * A product is summed up column by column. Eight products of two words, and what a column before
 * carries, stay below 2^123, so that only one word in eight products must be reduced to the base. Longer
 * numbers are multiplied as Karatsuba does, the longest by transform, cut into digits of 10^6. */
#include "base/decimal_words.h"

const Word kr__dec_ten[19] = {1u,
                              10u,
                              100u,
                              1000u,
                              10000u,
                              100000u,
                              1000000u,
                              10000000u,
                              100000000u,
                              1000000000u,
                              10000000000u,
                              100000000000u,
                              1000000000000u,
                              10000000000000u,
                              100000000000000u,
                              1000000000000000u,
                              10000000000000000u,
                              100000000000000000u,
                              1000000000000000000u};

/* ---- scratch ---- */

struct KrDecChunk {
    KrDecChunk *below;
    size_t below_used; /* words that were in use of the chunk below */
    size_t room;
    Word d[];
};

Word *kr__dec_alloc_slow(KrDecRun *run, size_t n) {
    KrDecChunk *c = run->chunks;
    if (c && n <= c->room - run->used) {
        run->used += n;
        return c->d + run->used - n;
    }
    size_t room = n < 1024 ? 1024 : n;
    c = n > (SIZE_MAX - sizeof *c) / 16 ? NULL : kr__mem_alloc(run->work.mem, sizeof *c + room * 8);
    if (!c) {
        run->failed = KR_NOMEM;
        return NULL;
    }
    c->below = run->chunks;
    c->below_used = run->used;
    c->room = room;
    run->chunks = c;
    run->used = n;
    return c->d;
}

void kr__dec_release(KrDecRun *run, KrDecMark m) {
    while (run->chunks != m.chunk) {
        KrDecChunk *c = run->chunks;
        run->chunks = c->below;
        kr__mem_free(run->work.mem, c, sizeof *c + c->room * 8);
    }
    run->used = m.used;
}

void kr__dec_chunks_free(KrDecRun *run) { kr__dec_release(run, (KrDecMark){NULL, 0}); }

bool kr__dec_poll(KrDecRun *run) {
    run->spent = 0;
    if (run->work.poll == NULL || run->work.poll(run->work.ud)) return true;
    run->failed = KR_STOPPED;
    return false;
}

/* ---- linear ---- */

int kr__dw_cmp(const Word *a, size_t an, const Word *b, size_t bn) {
    an = kr__dw_trim(a, an);
    bn = kr__dw_trim(b, bn);
    if (an != bn) return an < bn ? -1 : 1;
    return kr__words_cmp(a, b, an);
}

Word kr__dw_add1(Word *r, size_t n, Word x) {
    for (size_t i = 0; i < n && x; i++) {
        Word s = r[i] + x;
        x = s >= BASE;
        r[i] = x ? s - BASE : s;
    }
    return x;
}

Word kr__dw_add(Word *r, const Word *a, size_t an, const Word *b, size_t bn) {
    Word carry = 0;
    for (size_t i = 0; i < bn; i++) {
        Word s = a[i] + b[i] + carry;
        carry = s >= BASE;
        r[i] = s - (BASE & (0 - carry));
    }
    for (size_t i = bn; i < an; i++) {
        Word s = a[i] + carry;
        carry = s >= BASE;
        r[i] = s - (BASE & (0 - carry));
    }
    return carry;
}

Word kr__dw_sub(Word *r, const Word *a, size_t an, const Word *b, size_t bn) {
    Word borrow = 0;
    for (size_t i = 0; i < an; i++) {
        Word x = a[i], y = (i < bn ? b[i] : 0) + borrow;
        borrow = x < y;
        r[i] = x - y + (BASE & (0 - borrow));
    }
    return borrow;
}

Word kr__dw_mul1(Word *r, const Word *a, size_t n, Word m, Word carry) {
    for (size_t i = 0; i < n; i++) {
        Word high, low = kr__word_mul(a[i], m, &high);
        low += carry;
        high += low < carry;
        carry = kr__dw_split(high, low, &r[i]);
    }
    return carry;
}

Word kr__dw_div1(Word *r, const Word *a, size_t n, Word m) {
    Word rest = 0;
    if (m <= 18) { /* the dividend fits a word */
        for (size_t i = n; i-- > 0;) {
            Word x = rest * BASE + a[i];
            r[i] = x / m;
            rest = x % m;
        }
        return rest;
    }
    for (size_t i = n; i-- > 0;) {
#ifdef __SIZEOF_INT128__
        unsigned __int128 x = (unsigned __int128)rest * BASE + a[i];
        r[i] = (Word)(x / m);
        rest = (Word)(x % m);
#else
        Word x[2], q[2];
        x[0] = kr__word_mul(rest, BASE, &x[1]);
        x[0] += a[i];
        x[1] += x[0] < a[i];
        rest = kr__words_div1(q, x, 2, m);
        r[i] = q[0];
#endif
    }
    return rest;
}

size_t kr__dw_shl(Word *r, const Word *a, size_t n, int64_t k) {
    size_t whole = (size_t)k / KR_DEC_DIGITS, part = (size_t)k % KR_DEC_DIGITS;
    if (n == 0) return 0;
    if (part == 0) {
        memmove(r + whole, a, n * 8);
        memset(r, 0, whole * 8);
        return n + whole;
    }
    Word up = kr__dec_ten[part], down = kr__dec_ten[KR_DEC_DIGITS - part];
    Word high = a[n - 1] / down;
    r[n + whole] = high;
    for (size_t i = n; i-- > 0;) {
        Word below = i > 0 ? a[i - 1] / down : 0;
        r[i + whole] = a[i] % down * up + below;
    }
    memset(r, 0, whole * 8);
    return n + whole + (high != 0);
}

unsigned kr__dw_shr(Word *r, size_t *rn, const Word *a, size_t n, int64_t k) {
    if (k == 0) {
        if (r != a) memmove(r, a, n * 8);
        *rn = kr__dw_trim(r, n);
        return 0;
    }
    unsigned first = 0;
    bool rest = false;
    if (k > (int64_t)n * KR_DEC_DIGITS) {
        *rn = 0;
        return kr__dw_trim(a, n) ? 1 : 0;
    }
    size_t whole = (size_t)k / KR_DEC_DIGITS, part = (size_t)k % KR_DEC_DIGITS;
    size_t word = part ? whole : whole - 1, at = part ? part - 1 : KR_DEC_DIGITS - 1;
    first = (unsigned)(a[word] / kr__dec_ten[at] % 10);
    rest = a[word] % kr__dec_ten[at] != 0;
    for (size_t i = 0; i < word && !rest; i++) rest = a[i] != 0;
    if (part == 0) {
        memmove(r, a + whole, (n - whole) * 8);
    } else {
        Word down = kr__dec_ten[part], up = kr__dec_ten[KR_DEC_DIGITS - part];
        for (size_t i = whole; i < n; i++) {
            Word above = i + 1 < n ? a[i + 1] % down : 0;
            r[i - whole] = a[i] / down + above * up;
        }
    }
    *rn = kr__dw_trim(r, n - whole);
    return first + (rest && (first == 0 || first == 5));
}

/* ---- products ---- */

enum { KARATSUBA = 40, TRANSFORM = 2400, PIECE = 4096 };

/* Column sums, from column `skip` on. */
static void mul_columns(Word *r, const Word *a, size_t an, const Word *b, size_t bn, size_t skip) {
    Word carry = 0, carry_high = 0; /* binary, below 2^100 */
    for (size_t k = skip; k < an + bn - 1; k++) {
        size_t i = k >= bn ? k - bn + 1 : 0, end = k < an ? k + 1 : an;
        const Word *y = b + k;
        Word low = carry, high = carry_high, next = 0, next_high = 0, q;
        while (i < end) {
            size_t stop = end - i > 8 ? i + 8 : end;
#ifdef __SIZEOF_INT128__
            unsigned __int128 sum = (unsigned __int128)high << 64 | low;
            for (; i < stop; i++) sum += (unsigned __int128)a[i] * *(y - i);
            low = (Word)sum;
            high = (Word)(sum >> 64);
#else
            for (; i < stop; i++) {
                Word ph, pl = kr__word_mul(a[i], *(y - i), &ph);
                low += pl;
                high += ph + (low < pl);
            }
#endif
            q = kr__dw_split(high, low, &low);
            high = 0;
            next += q;
            next_high += next < q;
        }
        r[k] = low;
        carry = next;
        carry_high = next_high;
    }
    r[an + bn - 1] = carry;
}

static bool mul_any(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn);

/* Adds x (n words) to r; it is known that the sum has no carry out of r's number. */
static void add_at(Word *r, const Word *x, size_t n) {
    Word carry = kr__dw_add(r, r, n, x, n);
    for (r += n; carry; r++) carry = kr__dw_add1(r, 1, carry);
}

static bool mul_karatsuba(KrDecRun *run, Word *r, const Word *a, const Word *b, size_t n) {
    size_t h = n / 2, m = n - h;
    KrDecMark mark = kr__dec_mark(run);
    Word *t = kr__dec_alloc(run, 4 * m + 4);
    if (!t) return false;
    Word *sa = t, *sb = t + m + 1, *mid = t + 2 * m + 2;
    sa[m] = kr__dw_add(sa, a + h, m, a, h);
    sb[m] = kr__dw_add(sb, b + h, m, b, h);
    bool ok = mul_any(run, r, a, h, b, h) && mul_any(run, r + 2 * h, a + h, m, b + h, m) &&
              mul_any(run, mid, sa, m + 1, sb, m + 1);
    if (ok) {
        kr__dw_sub(mid, mid, 2 * m + 2, r, 2 * h);
        kr__dw_sub(mid, mid, 2 * m + 2, r + 2 * h, 2 * m);
        add_at(r + h, mid, kr__dw_trim(mid, 2 * m + 2));
    }
    kr__dec_release(run, mark);
    return ok;
}

/* Pieces of a, `piece` words each, times b. */
static bool mul_pieces(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn,
                       size_t piece) {
    KrDecMark mark = kr__dec_mark(run);
    Word *t = kr__dec_alloc(run, piece + bn);
    bool ok = t != NULL;
    memset(r, 0, (an + bn) * 8);
    for (size_t i = 0; ok && i < an; i += piece) {
        size_t n = an - i < piece ? an - i : piece;
        ok = mul_any(run, t, a + i, n, b, bn);
        if (ok) add_at(r + i, t, kr__dw_trim(t, n + bn));
    }
    kr__dec_release(run, mark);
    return ok;
}

/* Words as digits of 10^6 (three a word) or 10^3 (six). */
static void load_digits(Word *x, size_t points, const Word *a, size_t n, unsigned per, Word base) {
    for (size_t i = 0; i < n; i++) {
        Word w = a[i];
        for (unsigned k = 0; k < per; k++, w /= base) *x++ = w % base;
    }
    memset(x, 0, (points - n * per) * 8);
}

static bool mul_transform(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b,
                          size_t bn) {
    unsigned per = bn < 3000000 ? 3 : 6; /* 3 * bn * 10^12 stays below 2^64 - 2^32 */
    Word base = per == 3 ? 1000000 : 1000, carry = 0;
    size_t points = kr__ntt_points(per * (an + bn));
    bool square = a == b && an == bn;
    KrDecMark mark = kr__dec_mark(run);
    Word *x = kr__dec_alloc(run, square ? points : 2 * points), *y = square ? x : x + points;
    KrLimbRun limbs = {&run->work, 0, KR_OK};
    if (!x) return false;
    load_digits(x, points, a, an, per, base);
    if (!square) load_digits(y, points, b, bn, per, base);
    bool ok = kr__ntt_convolve(&limbs, x, y, points);
    if (!ok) run->failed = limbs.status;
    for (size_t i = 0; ok && i < an + bn; i++) {
        Word w = 0, unit = 1;
        for (unsigned k = 0; k < per; k++, unit *= base) {
            Word v = x[i * per + k], q = v / base, s = v % base + carry % base;
            carry = q + carry / base + (s >= base);
            w += (s >= base ? s - base : s) * unit;
        }
        r[i] = w;
    }
    kr__dec_release(run, mark);
    return ok;
}

static bool mul_any(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn) {
    if (an < bn) {
        const Word *t = a;
        a = b;
        b = t;
        size_t tn = an;
        an = bn;
        bn = tn;
    }
    if (bn == 0) {
        memset(r, 0, an * 8);
        return true;
    }
    if (bn == 1) {
        r[an] = kr__dw_mul1(r, a, an, b[0], 0);
        return kr__dec_spend(run, an);
    }
    if (bn < KARATSUBA) {
        if (an > PIECE) return mul_pieces(run, r, a, an, b, bn, PIECE);
        mul_columns(r, a, an, b, bn, 0);
        return kr__dec_spend(run, an * bn);
    }
    if (bn >= TRANSFORM && an / 4 < bn) return mul_transform(run, r, a, an, b, bn);
    return an == bn ? mul_karatsuba(run, r, a, b, an) : mul_pieces(run, r, a, an, b, bn, bn);
}

bool kr__dw_mul(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn) {
    return mul_any(run, r, a, an, b, bn);
}

bool kr__dw_mul_high(KrDecRun *run, Word *r, const Word *a, size_t an, const Word *b, size_t bn,
                     size_t skip) {
    if (an < 2 || bn < 2 || an > 4 * KARATSUBA || bn > 4 * KARATSUBA || skip >= an + bn - 1)
        return mul_any(run, r, a, an, b, bn);
    memset(r, 0, skip * 8);
    mul_columns(r, a, an, b, bn, skip);
    return kr__dec_spend(run, an * bn);
}

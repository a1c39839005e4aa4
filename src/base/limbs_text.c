/* SPDX-License-Identifier: MIT
 * limbs_text.c: integers to digits and back. Bases that are powers of two go bit by bit. In the
 * others a word's worth of digits ("chunk": 19 decimal ones) is converted at a time, and long numbers
 * are halved: divided by, or multiplied with, the powers base^(chunk * 2^k), largest first, so that
 * the cost is that of a few large products. */
#include "base/limbs_word.h"

enum {
    HALVES_WORDS = 30, /* numbers up to this size are converted word by word */
    SMALL_WORDS = 40   /* likewise, without scratch from the account         */
};

static const char digit_chars[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* A base: how many digits fit a word, and base^digits. */
typedef struct Radix {
    unsigned base, digits;
    KrWord big;
} Radix;

static Radix radix_for(unsigned base) {
    Radix r = {base, 1, base};
    while (r.big <= ~(KrWord)0 / base) {
        r.big *= base;
        r.digits++;
    }
    return r;
}

/* floor(64 * log2(base)), and so a lower bound of the bits that 64 digits carry. */
static unsigned bits_of_64_digits(unsigned base) {
    static const uint16_t table[37] = {0,   0,   64,  101, 128, 148, 165, 179, 192, 202,
                                       212, 221, 229, 236, 243, 250, 256, 261, 266, 271,
                                       276, 281, 285, 289, 293, 297, 300, 304, 307, 310,
                                       314, 317, 320, 322, 325, 328, 330};
    return table[base];
}

/* log2 of a base that is a power of two; else 0. */
static unsigned power_of_two(unsigned base) {
    return base & (base - 1) ? 0 : (unsigned)__builtin_ctz(base);
}

/* ---- the powers ---- */

enum { MAX_POWERS = 40 };

/* power[k] = base^(digits * 2^k), without leading zeros. */
typedef struct Powers {
    KrWord *d[MAX_POWERS];
    size_t n[MAX_POWERS], room[MAX_POWERS];
    unsigned count;
} Powers;

static void free_powers(KrLimbRun *run, Powers *p) {
    for (unsigned k = 0; k < p->count; k++) kr__run_free(run, p->d[k], p->room[k]);
}

/* The powers with up to `words` words. False: out of memory or stopped; free_powers all the same. */
static bool make_powers(KrLimbRun *run, Powers *p, const Radix *r, size_t words) {
    p->count = 0;
    for (size_t room = 1;; room = 2 * p->n[p->count - 1]) {
        unsigned k = p->count;
        if ((k > 0 && room - 1 > words) || k == MAX_POWERS) return true;
        p->d[k] = kr__run_alloc(run, room);
        if (p->d[k] == NULL) return false;
        p->room[k] = room;
        p->count++;
        if (k == 0)
            p->d[0][0] = r->big;
        else if (!kr__words_mul(run, p->d[k], p->d[k - 1], p->n[k - 1], p->d[k - 1], p->n[k - 1]))
            return false;
        p->n[k] = kr__words_trim(p->d[k], room);
    }
}

/* ---- to text ---- */

/* Writes exactly `digits` digits of x. */
static void write_chunk(char *out, KrWord x, unsigned digits, unsigned base) {
    if (base == 10) {
        while (digits >= 2) {
            unsigned two = (unsigned)(x % 100);
            x /= 100;
            digits -= 2;
            out[digits] = (char)('0' + two / 10);
            out[digits + 1] = (char)('0' + two % 10);
        }
    }
    while (digits > 0) {
        out[--digits] = digit_chars[x % base];
        x /= base;
    }
}

/* Writes the words, which are destroyed, as `len` digits, with leading zeros. */
static void write_words(char *out, size_t len, KrWord *w, size_t n, const Radix *r) {
    while (len > 0) {
        n = kr__words_trim(w, n);
        KrWord x = n ? kr__words_div1(w, w, n, r->big) : 0;
        unsigned digits = len < r->digits ? (unsigned)len : r->digits;
        len -= digits;
        write_chunk(out + len, x, digits, r->base);
    }
}

/* As write_words by halves; k: number of powers that may be of use. */
static bool write_halves(KrLimbRun *run, char *out, size_t len, KrWord *w, size_t n, const Radix *r,
                         const Powers *p, unsigned k) {
    n = kr__words_trim(w, n);
    while (k > 0 && ((size_t)r->digits << (k - 1) >= len || p->n[k - 1] > n)) k--;
    if (n <= HALVES_WORDS || k == 0) {
        write_words(out, len, w, n, r);
        return kr__run_spend(run, 4 * n * n);
    }
    size_t dn = p->n[k - 1], low = (size_t)r->digits << (k - 1);
    size_t need = n + 1 + dn + (n - dn + 1);
    KrWord *u = kr__run_alloc(run, need);
    if (u == NULL) return false;
    KrWord *d = u + n + 1, *q = d + dn;
    unsigned shift = (unsigned)__builtin_clzll(p->d[k - 1][dn - 1]);
    kr__words_shl(d, p->d[k - 1], dn, shift);
    u[n] = kr__words_shl(u, w, n, shift);
    bool ok = kr__words_divrem(run, q, u, n, d, dn);
    if (ok) {
        kr__words_shr(u, u, dn, shift);
        ok = write_halves(run, out, len - low, q, n - dn + 1, r, p, k) &&
             write_halves(run, out + len - low, low, u, dn, r, p, k - 1);
    }
    kr__run_free(run, u, need);
    return ok;
}

/* Digits of a power-of-two base, most significant first; returns their number. */
static size_t write_bits(char *out, const KrLimbs *a, unsigned bits) {
    size_t len = (size_t)((kr__limbs_bit_length(a) + bits - 1) / bits);
    uint64_t window = 0;
    unsigned have = 0;
    uint32_t next = 0;
    for (size_t i = len; i-- > 0;) {
        if (have < bits) {
            window |= (uint64_t)(next < a->n ? a->d[next] : 0) << have;
            next++;
            have += 32;
        }
        out[i] = digit_chars[window & ((1u << bits) - 1)];
        window >>= bits;
        have -= bits;
    }
    return len;
}

/* Drops leading zeros, all but one of them. */
static size_t strip_zeros(char *out, size_t len) {
    size_t zeros = 0;
    while (zeros + 1 < len && out[zeros] == '0') zeros++;
    memmove(out, out + zeros, len - zeros);
    return len - zeros;
}

/* See limbs.h. */
size_t kr__limbs_text_room(const KrLimbs *a, unsigned base) {
    uint64_t bits = kr__limbs_bit_length(a);
    return (size_t)(bits * 64 / bits_of_64_digits(base)) + 3;
}

/* Digits of |a| in a base that is no power of two. */
static bool write_general(KrLimbRun *run, char *out, size_t *len, const KrLimbs *a, unsigned base) {
    Radix radix = radix_for(base);
    size_t n = kr__words_of(a->n), room = kr__limbs_text_room(a, base) - 1;
    KrWord small[SMALL_WORDS], *w = n <= SMALL_WORDS ? small : kr__run_alloc(run, n);
    if (w == NULL) return false;
    kr__words_load(w, a->d, a->n);
    bool ok = true;
    if (n <= HALVES_WORDS) {
        write_words(out, room, w, n, &radix);
    } else {
        Powers powers;
        ok = make_powers(run, &powers, &radix, (n + 1) / 2 + 1) &&
             write_halves(run, out, room, w, n, &radix, &powers, powers.count);
        free_powers(run, &powers);
    }
    if (w != small) kr__run_free(run, w, n);
    if (ok) *len = strip_zeros(out, room);
    return ok;
}

/* See limbs.h. */
KrStatus kr__limbs_to_text(const KrWork *w, char *out, size_t *len, const KrLimbs *a,
                           unsigned base) {
    KrLimbRun run = {.work = w};
    size_t sign = a->neg;
    if (sign) *out++ = '-';
    if (a->n == 0) {
        *out = '0';
        *len = 1;
        return KR_OK;
    }
    unsigned bits = power_of_two(base);
    if (bits)
        *len = write_bits(out, a, bits);
    else if (!write_general(&run, out, len, a, base))
        return run.status;
    *len += sign;
    return KR_OK;
}

/* ---- from text ---- */

KR_INLINE unsigned digit_value(char c) {
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
}

/* See limbs.h. */
size_t kr__limbs_from_text_room(size_t n, unsigned base) {
    return (size_t)((uint64_t)n * (bits_of_64_digits(base) + 1) / (64 * 32)) + 3;
}

/* n digits, at most a word's worth. */
static KrWord read_chunk(const char *s, size_t n, unsigned base) {
    KrWord x = 0;
    for (size_t i = 0; i < n; i++) x = x * base + digit_value(s[i]);
    return x;
}

/* Words that n digits need. */
static size_t words_for(size_t n, unsigned base) {
    return kr__words_of(kr__limbs_from_text_room(n, base));
}

/* Reads n digits word by word; returns the number of words. */
static size_t read_words(KrWord *w, const char *s, size_t n, const Radix *r) {
    size_t words = 0, first = n % r->digits;
    if (first == 0 && n > 0) first = r->digits;
    for (size_t at = 0; at < n;) {
        size_t take = at == 0 ? first : r->digits;
        KrWord top = kr__words_mul1(w, w, words, r->big);
        KrWord carry = read_chunk(s + at, take, r->base);
        if (top) w[words++] = top;
        carry = kr__words_add1(w, words, carry);
        if (carry) w[words++] = carry;
        at += take;
    }
    return words;
}

/* Reads n digits into w, whose room is words_for(n); *words is how many it takes. */
static bool read_halves(KrLimbRun *run, KrWord *w, size_t *words, const char *s, size_t n,
                        const Radix *r, const Powers *p, unsigned k) {
    while (k > 0 && (size_t)r->digits << (k - 1) >= n) k--;
    if (n <= (size_t)HALVES_WORDS * r->digits || k == 0) {
        *words = read_words(w, s, n, r);
        return kr__run_spend(run, (n / r->digits + 1) * (n / r->digits + 1));
    }
    size_t low = (size_t)r->digits << (k - 1), high = n - low;
    size_t hroom = words_for(high, r->base), lroom = words_for(low, r->base), hn, ln;
    size_t pn = p->n[k - 1], need = hroom + lroom + hroom + pn;
    KrWord *h = kr__run_alloc(run, need);
    if (h == NULL) return false;
    KrWord *l = h + hroom, *product = l + lroom;
    bool ok = read_halves(run, h, &hn, s, high, r, p, k) &&
              read_halves(run, l, &ln, s + high, low, r, p, k - 1);
    if (ok && hn == 0) {
        memcpy(w, l, ln * sizeof(KrWord));
        *words = ln;
    } else if (ok) {
        ok = kr__words_mul(run, product, h, hn, p->d[k - 1], pn);
        if (ok) { /* low digits are less than the power, so ln <= pn and nothing carries out */
            KrWord carry = kr__words_add(product, product, l, ln);
            kr__words_add1(product + ln, hn + pn - ln, carry);
            *words = kr__words_trim(product, hn + pn);
            memcpy(w, product, *words * sizeof(KrWord));
        }
    }
    kr__run_free(run, h, need);
    return ok;
}

/* Digits of a power-of-two base, from the least significant. */
static void read_bits(KrLimbs *r, const char *s, size_t n, unsigned bits) {
    uint64_t window = 0;
    unsigned have = 0;
    uint32_t count = 0;
    for (size_t i = n; i-- > 0;) {
        window |= (uint64_t)digit_value(s[i]) << have;
        have += bits;
        if (have < 32) continue;
        r->d[count++] = (uint32_t)window;
        window >>= 32;
        have -= 32;
    }
    if (window) r->d[count++] = (uint32_t)window;
    r->n = kr__limbs_trim(r->d, count);
    r->neg = false;
}

/* See limbs.h. */
KrStatus kr__limbs_from_text(const KrWork *w, KrLimbs *r, const char *s, size_t n, unsigned base) {
    unsigned bits = power_of_two(base);
    while (n > 0 && *s == '0') {
        s++;
        n--;
    }
    if (bits) {
        read_bits(r, s, n, bits);
        return KR_OK;
    }
    Radix radix = radix_for(base);
    KrWord small[SMALL_WORDS];
    size_t room = words_for(n, base), words;
    if (room <= SMALL_WORDS && n <= (size_t)HALVES_WORDS * radix.digits) {
        words = read_words(small, s, n, &radix);
        kr__words_result(r, small, words, false);
        return KR_OK;
    }
    KrLimbRun run = {.work = w};
    KrWord *big = kr__run_alloc(&run, room);
    if (big == NULL) return KR_NOMEM;
    Powers powers;
    if (make_powers(&run, &powers, &radix, room / 2 + 1) &&
        read_halves(&run, big, &words, s, n, &radix, &powers, powers.count)) {
        kr__words_result(r, big, words, false);
    }
    free_powers(&run, &powers);
    kr__run_free(&run, big, room);
    return run.status;
}

/* SPDX-License-Identifier: MIT
 * decimal_text.c: decimal numbers from and to text, big integers and floats. See decimal.h. */
#include <math.h>

#include "base/decimal_words.h"

/* Exponents written beyond this are as good as infinite. */
#define FAR 4000000000000000000

/* n digits, of which `skip` says at which place a point stands (n: none), as words. */
static bool read_digits(KrDecCtx *c, KrDec *r, const char *s, size_t n, size_t point) {
    size_t words = n / KR_DEC_DIGITS + 1, at = 0;
    Word *d = kr__dec_alloc(c->run, words);
    if (!d) return false;
    for (size_t end = n; end > 0;) {
        size_t from = end > KR_DEC_DIGITS ? end - KR_DEC_DIGITS : 0;
        Word w = 0;
        for (size_t i = from; i < end; i++) w = w * 10 + (Word)(s[i + (i >= point)] - '0');
        d[at++] = w;
        end = from;
        if (at % 8192 == 0 && !kr__dec_spend(c->run, 8192 * 20)) return false;
    }
    kr__dec_set(r, false, d, at, 0);
    return true;
}

bool kr__dec_from_digits(KrDecCtx *c, KrDec *r, const char *s, size_t n) {
    return read_digits(c, r, s, n, n);
}

static bool is_word(const char *s, size_t n, const char *word) {
    for (; n > 0 && *word; n--, s++, word++)
        if ((*s | 32) != *word) return false;
    return n == 0 && !*word;
}

/* [s]nan[digits] */
static bool read_nan(KrDecCtx *c, KrDec *r, const char *s, size_t n, bool neg, bool *is) {
    uint8_t kind = KR_DEC_NAN;
    if (n > 0 && (*s | 32) == 's') {
        kind = KR_DEC_SNAN;
        s++;
        n--;
    }
    *is = n >= 3 && is_word(s, 3, "nan");
    for (size_t i = 3; *is && i < n; i++) *is = s[i] >= '0' && s[i] <= '9';
    if (!*is) return true;
    if (!kr__dec_from_digits(c, r, s + 3, n - 3)) return false;
    r->kind = kind;
    r->neg = neg;
    return true;
}

/* Digits of an exponent with its sign; far ones are cut. */
static bool read_exponent(const char *s, size_t n, int64_t *out) {
    bool neg = n > 0 && *s == '-';
    if (n > 0 && (*s == '-' || *s == '+')) s++, n--;
    int64_t e = 0;
    if (n == 0) return false;
    for (; n > 0; n--, s++) {
        if (*s < '0' || *s > '9') return false;
        e = e > FAR / 10 - 1 ? FAR : e * 10 + (*s - '0');
        if (e > FAR) e = FAR;
    }
    *out = neg ? -e : e;
    return true;
}

bool kr__dec_from_text(KrDecCtx *c, KrDec *r, const char *s, size_t n) {
    bool neg = n > 0 && *s == '-', is;
    int64_t exp = 0;
    if (n > 0 && (*s == '-' || *s == '+')) s++, n--;
    if (n > 0 && (*s > '9')) {
        if (is_word(s, n, "inf") || is_word(s, n, "infinity")) {
            kr__dec_set_inf(r, neg);
            return true;
        }
        if (!read_nan(c, r, s, n, neg, &is)) return false;
        if (!is) kr__dec_invalid(c, r, KR_DEC_CONVERSION_SYNTAX);
        return true;
    }
    size_t end = 0, point = SIZE_MAX;
    for (; end < n; end++) {
        if (s[end] == '.' && point == SIZE_MAX)
            point = end;
        else if (s[end] < '0' || s[end] > '9')
            break;
    }
    size_t digits = end - (point != SIZE_MAX);
    bool ok = digits > 0;
    if (ok && end < n) ok = (s[end] | 32) == 'e' && read_exponent(s + end + 1, n - end - 1, &exp);
    if (!ok) {
        kr__dec_invalid(c, r, KR_DEC_CONVERSION_SYNTAX);
        return true;
    }
    if (point == SIZE_MAX) point = end;
    if (!read_digits(c, r, s, digits, point)) return false;
    r->exp = exp - (int64_t)(digits - point);
    r->neg = neg;
    return true;
}

bool kr__dec_from_limbs(KrDecCtx *c, KrDec *r, const KrLimbs *a) {
    uint64_t small;
    KrLimbs positive = *a;
    positive.neg = false;
    if (kr__limbs_to_u64(&positive, &small)) return kr__dec_set_u64(c, r, a->neg, small, 0);
    size_t room = kr__limbs_text_room(&positive, 10), n;
    char *text = (char *)kr__dec_alloc(c->run, room / 8 + 1);
    if (!text) return false;
    KrStatus status = kr__limbs_to_text(&c->run->work, text, &n, &positive, 10);
    if (status != KR_OK) {
        c->run->failed = status;
        return false;
    }
    if (!kr__dec_from_digits(c, r, text, n)) return false;
    r->neg = a->neg;
    return true;
}

bool kr__dec_from_double(KrDecCtx *c, KrDec *r, double x) {
    bool neg = signbit(x);
    if (!isfinite(x)) {
        kr__dec_set_inf(r, neg);
        if (isnan(x)) r->kind = KR_DEC_NAN;
        return true;
    }
    if (x == 0) {
        kr__dec_set_zero(r, neg, 0);
        return true;
    }
    int e;
    Word m = (Word)ldexp(frexp(fabs(x), &e), 53);
    for (e -= 53; m % 2 == 0; m /= 2) e++;
    Word *d = kr__dec_alloc(c->run, 64);
    if (!d) return false;
    d[0] = m;
    size_t n = 1;
    Word five25 = 298023223876953125u;
    int k = e < 0 ? -e : e, step = e < 0 ? 25 : 59;
    for (int left = k; left > 0; left -= step) {
        Word f = e < 0 ? five25 : (Word)1 << 59;
        if (left < step) {
            f = 1;
            for (int i = 0; i < left; i++) f *= e < 0 ? 5 : 2;
        }
        d[n] = kr__dw_mul1(d, d, n, f, 0);
        n += d[n] != 0;
    }
    kr__dec_set(r, neg, d, n, e < 0 ? e : 0);
    return true;
}

/* ---- to text ---- */

/* The last n digits of w. */
static void put_word(char *out, Word w, int n) {
    while (n-- > 0) {
        out[n] = (char)('0' + w % 10);
        w /= 10;
    }
}

void kr__dec_digits(char *out, const KrDec *a) {
    if (a->n == 0) {
        *out = '0';
        return;
    }
    int first = kr__dw_word_digits(a->d[a->n - 1]);
    put_word(out, a->d[a->n - 1], first);
    out += first;
    for (size_t i = a->n - 1; i-- > 0; out += KR_DEC_DIGITS) put_word(out, a->d[i], KR_DEC_DIGITS);
}

size_t kr__dec_text_room(const KrDec *a) { return (size_t)a->digits + 48; }

static size_t put_special(char *out, const KrDec *a) {
    char *at = out;
    if (a->neg) *at++ = '-';
    const char *name = a->kind == KR_DEC_INF ? "Infinity" : a->kind == KR_DEC_NAN ? "NaN" : "sNaN";
    size_t n = strlen(name);
    memcpy(at, name, n);
    at += n;
    if (a->n) {
        kr__dec_digits(at, a);
        at += a->digits;
    }
    return (size_t)(at - out);
}

static size_t put_exponent(char *out, int64_t e, char letter) {
    char digits[24];
    int n = 0;
    Word w = e < 0 ? 0 - (Word)e : (Word)e;
    out[0] = letter;
    out[1] = e < 0 ? '-' : '+';
    for (; w || n == 0; w /= 10) digits[n++] = (char)('0' + w % 10);
    for (int i = 0; i < n; i++) out[2 + i] = digits[n - 1 - i];
    return (size_t)n + 2;
}

size_t kr__dec_text(char *out, const KrDec *a, bool engineering, bool capitals) {
    if (a->kind != KR_DEC_FINITE) return put_special(out, a);
    char *at = out;
    if (a->neg) *at++ = '-';
    int64_t left = a->exp + a->digits, place = 1, digits = a->digits; /* digits before the point */
    if (a->exp <= 0 && left > -6)
        place = left;
    else if (engineering && a->n == 0)
        place = ((left + 1) % 3 + 3) % 3 - 1;
    else if (engineering)
        place = ((left - 1) % 3 + 3) % 3 + 1;
    if (place <= 0) {
        *at++ = '0';
        *at++ = '.';
        memset(at, '0', (size_t)-place);
        at += -place;
        kr__dec_digits(at, a);
        at += digits;
    } else if (place >= digits) {
        kr__dec_digits(at, a);
        at += digits;
        memset(at, '0', (size_t)(place - digits));
        at += place - digits;
    } else {
        kr__dec_digits(at + 1, a);
        memmove(at, at + 1, (size_t)place);
        at[place] = '.';
        at += digits + 1;
    }
    if (left != place) at += put_exponent(at, left - place, capitals ? 'E' : 'e');
    return (size_t)(at - out);
}

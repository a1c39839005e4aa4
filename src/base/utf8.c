/* SPDX-License-Identifier: MIT
 * utf8.c: the longer functions of utf8.h. They read eight bytes at a time where they can. */
#define _GNU_SOURCE
#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define ONES 0x0101010101010101ull
#define HIGHS 0x8080808080808080ull

/* Eight bytes at p, of any alignment, in memory order. */
KR_INLINE uint64_t load8(const char *p) {
    uint64_t w;
    memcpy(&w, p, 8);
    return w;
}

/* See utf8.h. */
size_t kr__ascii_prefix(const char *s, size_t n) {
    size_t i = 0;
    while (n - i >= 32) {
        uint64_t w = load8(s + i) | load8(s + i + 8) | load8(s + i + 16) | load8(s + i + 24);
        if (w & HIGHS) break;
        i += 32;
    }
    while (n - i >= 8 && !(load8(s + i) & HIGHS)) i += 8;
    while (i < n && (uint8_t)s[i] < 0x80) i++;
    return i;
}

/* Width of the well-formed code point at p with n > 0 bytes left; 0 when ill-formed. */
static unsigned check_one(const uint8_t *p, size_t n, bool surrogates) {
    uint8_t c = p[0];
    if (c < 0x80) return 1;
    if (c < 0xC2 || c > 0xF4) return 0;
    unsigned width = kr__utf8_lead(c);
    if (n < width) return 0;
    for (unsigned i = 1; i < width; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
    }
    if (c == 0xE0 && p[1] < 0xA0) return 0;
    if (c == 0xED && p[1] >= 0xA0 && !surrogates) return 0;
    if (c == 0xF0 && p[1] < 0x90) return 0;
    if (c == 0xF4 && p[1] >= 0x90) return 0;
    return width;
}

/* See utf8.h. */
size_t kr__utf8_check(const char *s, size_t n, bool surrogates) {
    size_t i = 0;
    for (;;) {
        i += kr__ascii_prefix(s + i, n - i);
        while (i < n && (uint8_t)s[i] >= 0x80) {
            unsigned width = check_one((const uint8_t *)s + i, n - i, surrogates);
            if (width == 0) return i;
            i += width;
        }
        if (i == n) return n;
    }
}

/* The range that the second byte after lead c must lie in; surrogates are outside. */
static void second_range(uint8_t c, uint8_t *lo, uint8_t *hi) {
    *lo = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    *hi = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
}

/* See utf8.h. */
unsigned kr__utf8_error(const char *s, size_t n, KrUtf8Error *why) {
    const uint8_t *p = (const uint8_t *)s;
    *why = KR_UTF8_START;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 1;
    unsigned width = kr__utf8_lead(p[0]);
    uint8_t lo, hi;
    second_range(p[0], &lo, &hi);
    *why = KR_UTF8_CONTINUATION;
    for (unsigned i = 1; i < width; i++) {
        if (i == n) {
            *why = KR_UTF8_TRUNCATED;
            return i;
        }
        if (p[i] < lo || p[i] > hi) return i;
        lo = 0x80;
        hi = 0xBF;
    }
    return 1;
}

/* The tail bytes (10xxxxxx) in a word, as ones in the low bit of each byte. */
KR_INLINE uint64_t tails(uint64_t w) { return (w >> 7) & (~w >> 6) & ONES; }

/* Sum of the eight bytes of a word, each at most 31. */
KR_INLINE size_t sum8(uint64_t w) { return (size_t)((w * ONES) >> 56); }

/* See utf8.h. */
size_t kr__utf8_count(const char *s, size_t n) {
    size_t count = n, i = 0;
    while (n - i >= 32) {
        uint64_t t = 0;
        for (unsigned k = 0; k < 4; k++) t += tails(load8(s + i + 8 * k));
        count -= sum8(t);
        i += 32;
    }
    for (; n - i >= 8; i += 8) count -= sum8(tails(load8(s + i)));
    for (; i < n; i++) count -= kr__utf8_is_tail(s[i]);
    return count;
}

/* See utf8.h. */
size_t kr__utf8_offset(const char *s, size_t n, size_t index) {
    size_t i = 0;
    while (n - i >= 32) {
        uint64_t t = 0;
        for (unsigned k = 0; k < 4; k++) t += tails(load8(s + i + 8 * k));
        size_t starts = 32 - sum8(t);
        if (starts > index) break;
        index -= starts;
        i += 32;
    }
    for (; i < n; i++) {
        if (kr__utf8_is_tail(s[i])) continue;
        if (index-- == 0) return i;
    }
    return n;
}

/* See utf8.h. Lead bytes tell: from F0 four bytes are needed, from C4 two. */
unsigned kr__utf8_kind(const char *s, size_t n) {
    unsigned kind = 1;
    size_t i = 0;
    for (; n - i >= 8; i += 8) {
        uint64_t w = load8(s + i), lead = w & (w << 1);
        if (!(lead & HIGHS)) continue;
        if (lead & (w << 2) & (w << 3) & HIGHS) return 4;
        if (lead & ((w << 2) | (w << 3) | (w << 4) | (w << 5)) & HIGHS) kind = 2;
    }
    for (; i < n; i++) {
        uint8_t c = (uint8_t)s[i];
        if (c >= 0xF0) return 4;
        if (c >= 0xC4) kind = 2;
    }
    return kind;
}

/* ---- searching ---- */

#ifdef __SSE2__
/* Looks for the first and the last byte of the needle at once, at 16 places at a time. False: not
 * settled, what lies before *at has no match. Wrong guesses are limited, since they cost m each. */
static bool find_by_ends(const char *hay, size_t n, const char *needle, size_t m, size_t *at) {
    const __m128i first = _mm_set1_epi8(needle[0]), last = _mm_set1_epi8(needle[m - 1]);
    size_t i = *at;
    for (size_t wrong = 0; n - i >= m + 15; i += 16) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(hay + i));
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(hay + i + m - 1));
        __m128i both = _mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last));
        for (unsigned hits = (unsigned)_mm_movemask_epi8(both); hits; hits &= hits - 1) {
            size_t k = i + (unsigned)__builtin_ctz(hits);
            if (memcmp(hay + k, needle, m) == 0) {
                *at = k;
                return true;
            }
            wrong += m;
        }
        if (wrong > 1024 + 2 * i) break;
    }
    *at = i;
    return false;
}
#else
static bool find_by_ends(const char *hay, size_t n, const char *needle, size_t m, size_t *at) {
    (void)hay, (void)n, (void)needle, (void)m, (void)at;
    return false;
}
#endif

/* See utf8.h. The C library's memmem is two-way, with a skip table for long needles. */
size_t kr__bytes_find(const char *hay, size_t n, const char *needle, size_t m) {
    if (m == 0) return 0;
    if (m > n) return KR_NOT_FOUND;
    size_t at = 0;
    if (m > 1 && find_by_ends(hay, n, needle, m, &at)) return at;
    const char *p = m == 1 ? memchr(hay, needle[0], n) : memmem(hay + at, n - at, needle, m);
    return p ? (size_t)(p - hay) : KR_NOT_FOUND;
}

/* The critical factorisation of a needle read backwards: the start of its maximal suffix under
 * byte order (or the reverse order), and that suffix's period. */
static size_t max_suffix(const char *needle, size_t m, bool reverse, size_t *period) {
    size_t start = SIZE_MAX, at = 0, k = 1, p = 1; /* start is one before the suffix */
    while (at + k < m) {
        uint8_t a = (uint8_t)needle[m - 1 - (at + k)], b = (uint8_t)needle[m - 1 - (start + k)];
        if (a == b) {
            if (k == p) {
                at += p;
                k = 1;
            } else {
                k++;
            }
        } else if ((a < b) != reverse) {
            at += k;
            k = 1;
            p = at - start;
        } else {
            start = at++;
            k = p = 1;
        }
    }
    *period = p;
    return start + 1;
}

/* Crochemore and Perrin's two-way search from the end of hay, linear whatever the needle (m > 1). */
static size_t two_way_last(const char *hay, size_t n, const char *needle, size_t m) {
#define N(i) needle[m - 1 - (i)]
#define H(i) hay[n - 1 - (i)]
    size_t p1, p2;
    size_t s1 = max_suffix(needle, m, false, &p1), s2 = max_suffix(needle, m, true, &p2);
    size_t cut = s1 > s2 ? s1 : s2, period = s1 > s2 ? p1 : p2;
    /* Periodic when the head before the cut recurs one period on, that is, earlier in memory. */
    bool periodic = cut + period <= m && memcmp(&N(cut - 1), &N(cut - 1 + period), cut) == 0;
    if (!periodic) period = (cut > m - cut ? cut : m - cut) + 1;
    size_t known = 0; /* leading bytes known to match after a shift by the period */
    for (size_t at = 0; at + m <= n;) {
        size_t i = cut > known ? cut : known;
        while (i < m && N(i) == H(at + i)) i++;
        if (i < m) {
            at += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known && N(i - 1) == H(at + i - 1)) i--;
        if (i <= known) return n - at - m;
        at += period;
        known = periodic ? m - period : 0;
    }
    return KR_NOT_FOUND;
#undef N
#undef H
}

/* The last of `places` places at which the needle of 2 to 4 bytes stands. */
static size_t short_last(const char *hay, size_t places, const char *needle, size_t m) {
    const char first = needle[0], last = needle[m - 1];
    while (places-- > 0) {
        const char *p = hay + places;
        if (p[0] == first && p[m - 1] == last && (m < 3 || p[1] == needle[1]) &&
            (m < 4 || p[2] == needle[2]))
            return places;
    }
    return KR_NOT_FOUND;
}

/* See utf8.h. Tries places by their first byte; when those lead nowhere too often, all of them, or two-way. */
size_t kr__bytes_rfind(const char *hay, size_t n, const char *needle, size_t m) {
    if (m == 0) return n;
    if (m > n) return KR_NOT_FOUND;
    size_t end = n - m + 1; /* places 0..end-1 are left to try */
    for (size_t tries = 0; end > 0; tries++) {
        const char *p = memrchr(hay, needle[0], end);
        if (p == NULL) return KR_NOT_FOUND;
        size_t at = (size_t)(p - hay);
        if (memcmp(p, needle, m) == 0) return at;
        end = at;
        if (tries > 16 && m > 4) return two_way_last(hay, end + m - 1, needle, m);
        if (tries > 16 && m > 1) return short_last(hay, end, needle, m);
    }
    return KR_NOT_FOUND;
}

/* See utf8.h. */
size_t kr__bytes_count(const char *hay, size_t n, const char *needle, size_t m, size_t max) {
    size_t count = 0, at = 0;
    while (count < max) {
        size_t p = kr__bytes_find(hay + at, n - at, needle, m);
        if (p == KR_NOT_FOUND) break;
        count++;
        at += p + m;
    }
    return count;
}

/* SPDX-License-Identifier: MIT
 * utf8.h: UTF-8 text and byte searching. "Text" is well-formed UTF-8 in which lone surrogates may
 * stand as three bytes each; functions that say so take text on trust, the others any bytes.
 * Positions are byte offsets, indices are counted in code points. Nothing allocates or fails. */
#ifndef KR_BASE_UTF8_H
#define KR_BASE_UTF8_H

#include <string.h>

#include "base/base.h"

#define KR_NOT_FOUND SIZE_MAX

/* Bytes that the code point takes. */
KR_INLINE unsigned kr__utf8_width(uint32_t cp) {
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

/* Bytes of the code point that starts with `lead`, in text. */
KR_INLINE unsigned kr__utf8_lead(uint8_t lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* True for the second and later bytes of a code point. */
KR_INLINE bool kr__utf8_is_tail(char c) { return ((uint8_t)c & 0xC0) == 0x80; }

/* The code point at s, in text; *size is its width. */
KR_INLINE uint32_t kr__utf8_decode(const char *s, unsigned *size) {
    const uint8_t *p = (const uint8_t *)s;
    if (KR_LIKELY(p[0] < 0x80)) {
        *size = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *size = 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *size = 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *size = 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* The code point at *p, in text; steps *p over it. */
KR_INLINE uint32_t kr__utf8_next(const char **p) {
    unsigned size;
    uint32_t cp = kr__utf8_decode(*p, &size);
    *p += size;
    return cp;
}

/* The code point that ends before *p, in text; steps *p back to its start. */
KR_INLINE uint32_t kr__utf8_prev(const char **p) {
    const char *s = *p - 1;
    while (kr__utf8_is_tail(*s)) s--;
    *p = s;
    unsigned size;
    return kr__utf8_decode(s, &size);
}

/* Writes cp (below 0x110000; surrogates too) and returns its width. */
KR_INLINE unsigned kr__utf8_encode(char *out, uint32_t cp) {
    if (KR_LIKELY(cp < 0x80)) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* ---- any bytes ---- */

/* Length of the longest prefix that is ASCII. */
size_t kr__ascii_prefix(const char *s, size_t n);

/* True when all n bytes are ASCII. */
KR_INLINE bool kr__is_ascii(const char *s, size_t n) { return kr__ascii_prefix(s, n) == n; }

/* Length of the longest prefix that is well-formed; n when all is. Three-byte surrogates are
 * well-formed only when `surrogates` is set. */
size_t kr__utf8_check(const char *s, size_t n, bool surrogates);

typedef enum KrUtf8Error { KR_UTF8_START, KR_UTF8_CONTINUATION, KR_UTF8_TRUNCATED } KrUtf8Error;

/* For the ill-formed sequence at s (n bytes left, n > 0): why it is so, and how many bytes (1 to 3)
 * one error covers, as CPython's strict decoder counts them. */
unsigned kr__utf8_error(const char *s, size_t n, KrUtf8Error *why);

/* Offset of the first (last) place where the m bytes of needle occur in the n bytes of hay, or
 * KR_NOT_FOUND. An empty needle is found at 0 (at n). Time is linear. */
size_t kr__bytes_find(const char *hay, size_t n, const char *needle, size_t m);
size_t kr__bytes_rfind(const char *hay, size_t n, const char *needle, size_t m);

/* How often needle (m > 0) occurs in hay without overlap, counting at most `max`. */
size_t kr__bytes_count(const char *hay, size_t n, const char *needle, size_t m, size_t max);

/* ---- text ---- */

/* Number of code points in n bytes. */
size_t kr__utf8_count(const char *s, size_t n);

/* Offset of the code point with this index; n when the text has no more than `index` of them. */
size_t kr__utf8_offset(const char *s, size_t n, size_t index);

/* Index of the code point at this offset, which is the start of one or the end of the text. */
KR_INLINE size_t kr__utf8_index(const char *s, size_t offset) { return kr__utf8_count(s, offset); }

/* Bytes a code point takes in CPython's str for this text: 1 (all below 256), 2 or 4. */
unsigned kr__utf8_kind(const char *s, size_t n);

/* Compares two texts by code points: negative, zero or positive. Byte order
 * is code point order, surrogates included. */
KR_INLINE int kr__utf8_cmp(const char *a, size_t an, const char *b, size_t bn) {
    int c = memcmp(a, b, an < bn ? an : bn);
    return c != 0 ? c : an < bn ? -1 : an > bn;
}

#endif

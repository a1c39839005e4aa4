/* SPDX-License-Identifier: MIT
 * hash.c: SipHash-1-3 over the bytes that CPython would hash, and hashes of numbers modulo 2^61-1.
 *
 * CPython hashes a str in its internal form of 1, 2 or 4 bytes a code point, least significant
 * first. kr__hash_utf8 feeds that form to the hash eight bytes at a time without building it. */
#include "base/hash.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

typedef struct Sip {
    uint64_t v0, v1, v2, v3;
} Sip;

KR_INLINE uint64_t rotl(uint64_t x, unsigned n) { return x << n | x >> (64 - n); }

KR_INLINE void sip_round(Sip *s) {
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotl(s->v1, 13) ^ s->v0;
    s->v3 = rotl(s->v3, 16) ^ s->v2;
    s->v0 = rotl(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotl(s->v1, 17) ^ s->v2;
    s->v3 = rotl(s->v3, 21) ^ s->v0;
    s->v2 = rotl(s->v2, 32);
}

KR_INLINE Sip sip_begin(KrHashKey key) {
    return (Sip){key.k0 ^ 0x736f6d6570736575ull, key.k1 ^ 0x646f72616e646f6dull,
                 key.k0 ^ 0x6c7967656e657261ull, key.k1 ^ 0x7465646279746573ull};
}

KR_INLINE void sip_block(Sip *s, uint64_t w) {
    s->v3 ^= w;
    sip_round(s);
    s->v0 ^= w;
}

/* tail: the last n % 8 bytes, least significant first; n: all bytes hashed. */
KR_INLINE int64_t sip_end(Sip *s, uint64_t tail, uint64_t n) {
    sip_block(s, n << 56 | tail);
    s->v2 ^= 0xFF;
    for (int i = 0; i < 3; i++) sip_round(s);
    return kr__hash_fix(s->v0 ^ s->v1 ^ s->v2 ^ s->v3);
}

/* n <= 8 bytes at p, least significant first, whatever the machine's order. */
KR_INLINE uint64_t load_le(const uint8_t *p, size_t n) {
    uint64_t w = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (n == 8) {
        memcpy(&w, p, 8);
        return w;
    }
#endif
    for (size_t i = 0; i < n; i++) w |= (uint64_t)p[i] << (8 * i);
    return w;
}

/* See hash.h. Each key byte is bits 16..23 of the next state of a linear congruential generator. */
KrHashKey kr__hash_key(uint32_t seed) {
    if (seed == 0) return (KrHashKey){0, 0};
    uint8_t bytes[16];
    uint32_t x = seed;
    for (size_t i = 0; i < sizeof bytes; i++) {
        x = x * 214013 + 2531011;
        bytes[i] = (uint8_t)(x >> 16);
    }
    return (KrHashKey){load_le(bytes, 8), load_le(bytes + 8, 8)};
}

/* See hash.h. */
int64_t kr__hash_bytes(KrHashKey key, const void *p, size_t n) {
    if (n == 0) return 0;
    const uint8_t *b = p;
    Sip s = sip_begin(key);
    size_t i = 0;
    for (; n - i >= 8; i += 8) sip_block(&s, load_le(b + i, 8));
    return sip_end(&s, load_le(b + i, n - i), n);
}

/* See hash.h. */
int64_t kr__hash_utf8(KrHashKey key, const char *s, size_t n, bool ascii) {
    if (ascii || kr__is_ascii(s, n)) return kr__hash_bytes(key, s, n);
    unsigned bits = 8 * kr__utf8_kind(s, n), shift = 0;
    uint64_t word = 0, total = 0;
    Sip sip = sip_begin(key);
    for (const char *p = s, *end = s + n; p < end; total += bits / 8) {
        word |= (uint64_t)kr__utf8_next(&p) << shift;
        shift += bits;
        if (shift < 64) continue;
        sip_block(&sip, word);
        word = 0;
        shift = 0;
    }
    return sip_end(&sip, word, total);
}

/* See hash.h. Horner's rule from the top: multiplying by 2^32 modulo 2^61-1 rotates 61 bits. */
int64_t kr__hash_limbs(const uint32_t *limbs, size_t n, bool negative) {
    uint64_t h = 0;
    for (size_t i = n; i-- > 0;) {
        h = (h << 32 & KR_HASH_MODULUS) | h >> 29;
        h = kr__hash_reduce(h + limbs[i]);
    }
    return kr__hash_fix(negative ? -h : h);
}

/* See hash.h. A double is m * 2^e with an integer m; 2^e rotates 61 bits by e modulo 61. */
int64_t kr__hash_double(double d) {
    if (isinf(d)) return d > 0 ? KR_HASH_INF : -KR_HASH_INF;
    if (d >= -9e15 && d <= 9e15 && d == (double)(int64_t)d) return kr__hash_i64((int64_t)d);
    int e;
    uint64_t m = (uint64_t)ldexp(frexp(fabs(d), &e), 53);
    unsigned turn = (unsigned)((e - 53) % 61 + 61) % 61;
    uint64_t h = m; /* below 2^53: reduced */
    if (turn) h = (h << turn & KR_HASH_MODULUS) | h >> (61 - turn);
    return kr__hash_fix(d < 0 ? -h : h);
}

/* SPDX-License-Identifier: MIT
 * digest_blake2.c: BLAKE2b and BLAKE2s (base/digest.h), as RFC 7693 defines them, with the salt, the name and the tree of
 * section 2.8 of "BLAKE2: simpler, smaller, fast as MD5". Both start with SHA-2's words, and differ in the size of words. */
#include <string.h>

#include "base/digest.h"

static uint64_t little(const uint8_t *p, unsigned n) {
    uint64_t v = 0;
    while (n--) v = v << 8 | p[n];
    return v;
}
static void put_little(uint8_t *p, uint64_t v, unsigned n) {
    for (unsigned i = 0; i < n; i++) p[i] = (uint8_t)(v >> 8 * i);
}

/* The order in which each round takes the words of the block (section 2.7). */
static const uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

/* The compression function F (section 3.2) for words of one size: `mix` is G with its four rotations, and `last` inverts
 * the words that mark the end of the data and of a level of the tree. */
#define COMPRESS(name, word, h, rotr, rounds, r1, r2, r3, r4)                                  \
    static word rotr(word x, unsigned n) { return x >> n | x << (8 * sizeof x - n); }          \
    KR_INLINE void name##_mix(word *v, unsigned a, unsigned b, unsigned c, unsigned d, word x, \
                              word y) {                                                        \
        v[a] += v[b] + x;                                                                      \
        v[d] = rotr(v[d] ^ v[a], r1);                                                          \
        v[c] += v[d];                                                                          \
        v[b] = rotr(v[b] ^ v[c], r2);                                                          \
        v[a] += v[b] + y;                                                                      \
        v[d] = rotr(v[d] ^ v[a], r3);                                                          \
        v[c] += v[d];                                                                          \
        v[b] = rotr(v[b] ^ v[c], r4);                                                          \
    }                                                                                          \
    static void name(KrDigest *d, const uint8_t *p, bool last) {                               \
        word m[16], v[16];                                                                     \
        for (unsigned i = 0; i < 16; i++) m[i] = (word)little(p + i * sizeof *m, sizeof *m);   \
        memcpy(v, d->h, 8 * sizeof *v);                                                        \
        memcpy(v + 8, kr__digest_kinds[d->kind].start, 8 * sizeof *v);                         \
        v[12] ^= (word)d->total;                                                               \
        v[13] ^= (word)(d->total >> 4 * sizeof *v >> 4 * sizeof *v);                           \
        if (last) v[14] = ~v[14];                                                              \
        if (last && d->last_node) v[15] = ~v[15];                                              \
        for (unsigned i = 0; i < rounds; i++) {                                                \
            const uint8_t *s = sigma[i % 10];                                                  \
            name##_mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);                                      \
            name##_mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);                                      \
            name##_mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);                                     \
            name##_mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);                                     \
            name##_mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);                                     \
            name##_mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);                                   \
            name##_mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);                                    \
            name##_mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);                                    \
        }                                                                                      \
        for (unsigned i = 0; i < 8; i++) d->h[i] ^= v[i] ^ v[i + 8];                           \
    }
COMPRESS(compress_b, uint64_t, h64, rotr64, 12, 32, 24, 16, 63)
COMPRESS(compress_s, uint32_t, h32, rotr32, 10, 16, 12, 8, 7)

void kr__blake2b_compress(KrDigest *d, const uint8_t *p) { compress_b(d, p, false); }
void kr__blake2s_compress(KrDigest *d, const uint8_t *p) { compress_s(d, p, false); }

/* The last block is filled up with zeros, which are not counted. */
static void end(KrDigest *d) {
    memset(d->rest + d->used, 0, kr__digest_kinds[d->kind].block - d->used);
    d->total += d->used;
}
void kr__blake2b_finish(KrDigest *d, uint8_t *out) {
    end(d);
    compress_b(d, d->rest, true);
    for (unsigned i = 0; i < d->size; i++) out[i] = (uint8_t)(d->h64[i / 8] >> i % 8 * 8);
}
void kr__blake2s_finish(KrDigest *d, uint8_t *out) {
    end(d);
    compress_s(d, d->rest, true);
    for (unsigned i = 0; i < d->size; i++) out[i] = (uint8_t)(d->h32[i / 4] >> i % 4 * 8);
}

void kr__blake2_init(KrDigest *d, KrDigestNo kind, const KrBlake2 *how) {
    bool wide = kind == KR_BLAKE2B;
    unsigned half = wide ? 32 : 16; /* of the block of parameters */
    uint8_t p[64] = {how->size, how->key_size, how->fanout, how->depth};
    put_little(p + 4, how->leaf_size, 4);
    put_little(p + 8, how->node_offset, wide ? 8 : 6);
    p[wide ? 16 : 14] = how->node_depth;
    p[wide ? 17 : 15] = how->inner_size;
    memcpy(p + half, how->salt, how->salt_size);
    memcpy(p + half + half / 2, how->person, how->person_size);
    kr__digest_init(d, kind);
    d->size = how->size;
    d->last_node = how->last_node;
    for (unsigned i = 0; i < 8; i++) {
        if (wide)
            d->h64[i] ^= little(p + 8 * i, 8);
        else
            d->h32[i] ^= (uint32_t)little(p + 4 * i, 4);
    }
    if (!how->key_size) return;
    memcpy(d->rest, how->key, how->key_size);
    d->used = kr__digest_kinds[kind].block;
}

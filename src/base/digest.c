/* SPDX-License-Identifier: MIT
 * digest.c: the table of digests (base/digest.h); MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4). The constants are what the
 * standards define: fractions of roots of primes, and of sines. */
#include "base/digest.h"

#include <string.h>

static uint32_t rotl(uint32_t x, unsigned n) { return x << n | x >> (32 - n); }
static uint32_t rotr(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }
static uint64_t rotr64(uint64_t x, unsigned n) { return x >> n | x << (64 - n); }
static uint32_t big32(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}
static uint32_t little32(const uint8_t *p) {
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

// clang-format off
/* The first 32 bits of the first 64 are SHA-256's. */
static const uint64_t sha2_k[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
static const uint32_t md5_k[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
static const uint64_t start512[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
static const uint64_t start384[8] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
static const uint32_t start256[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};
static const uint32_t start224[8] = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
};
// clang-format on
static const uint32_t start1[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

static void md5_block(KrDigest *d, const uint8_t *p) {
    static const uint8_t turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t a = d->h32[0], b = d->h32[1], c = d->h32[2], e = d->h32[3];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t f;
        unsigned g;
        switch (i / 16) {
        case 0: f = (b & c) | (~b & e), g = i; break;
        case 1: f = (e & b) | (~e & c), g = (5 * i + 1) % 16; break;
        case 2: f = b ^ c ^ e, g = (3 * i + 5) % 16; break;
        default: f = c ^ (b | ~e), g = 7 * i % 16;
        }
        f += a + md5_k[i] + little32(p + 4 * g);
        a = e, e = c, c = b;
        b += rotl(f, turns[i / 16][i % 4]);
    }
    d->h32[0] += a, d->h32[1] += b, d->h32[2] += c, d->h32[3] += e;
}

static void sha1_block(KrDigest *d, const uint8_t *p) {
    uint32_t w[80], a = d->h32[0], b = d->h32[1], c = d->h32[2], e = d->h32[3], g = d->h32[4];
    for (int i = 0; i < 16; i++) w[i] = big32(p + 4 * i);
    for (int i = 16; i < 80; i++) w[i] = rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f, k;
        if (i < 20)
            f = (b & c) | (~b & e), k = 0x5a827999;
        else if (i < 40)
            f = b ^ c ^ e, k = 0x6ed9eba1;
        else if (i < 60)
            f = (b & c) | (b & e) | (c & e), k = 0x8f1bbcdc;
        else
            f = b ^ c ^ e, k = 0xca62c1d6;
        f += rotl(a, 5) + g + k + w[i];
        g = e, e = c, c = rotl(b, 30), b = a, a = f;
    }
    d->h32[0] += a, d->h32[1] += b, d->h32[2] += c, d->h32[3] += e, d->h32[4] += g;
}

/* A step of SHA-2 for words of one size: what moves on to the next letter in the standard stays where it is, and the steps
 * take the letters in turn. */
#define SHA2_STEP(word, sum1, sum0, a, b, c, d, e, f, g, h, kw) \
    {                                                           \
        word t = h + sum1(e) + ((e & f) ^ (~e & g)) + (kw);     \
        d += t;                                                 \
        h = t + sum0(a) + ((a & b) ^ (a & c) ^ (b & c));        \
    }
#define SHA2_EIGHT(STEP, s, i)                                  \
    STEP(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], i)     \
    STEP(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], i + 1) \
    STEP(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], i + 2) \
    STEP(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], i + 3) \
    STEP(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], i + 4) \
    STEP(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], i + 5) \
    STEP(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], i + 6) \
    STEP(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], i + 7)

static uint32_t sum1_32(uint32_t x) { return rotr(x, 6) ^ rotr(x, 11) ^ rotr(x, 25); }
static uint32_t sum0_32(uint32_t x) { return rotr(x, 2) ^ rotr(x, 13) ^ rotr(x, 22); }
static void sha256_block(KrDigest *d, const uint8_t *p) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++) w[i] = big32(p + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (rotr(x, 7) ^ rotr(x, 18) ^ x >> 3) +
               (rotr(y, 17) ^ rotr(y, 19) ^ y >> 10);
    }
    memcpy(s, d->h32, sizeof s);
#define STEP(a, b, c, d, e, f, g, h, i)                           \
    SHA2_STEP(uint32_t, sum1_32, sum0_32, a, b, c, d, e, f, g, h, \
              (uint32_t)(sha2_k[i] >> 32) + w[i])
    for (int i = 0; i < 64; i += 8) { SHA2_EIGHT(STEP, s, i) }
#undef STEP
    for (int i = 0; i < 8; i++) d->h32[i] += s[i];
}

static uint64_t sum1_64(uint64_t x) { return rotr64(x, 14) ^ rotr64(x, 18) ^ rotr64(x, 41); }
static uint64_t sum0_64(uint64_t x) { return rotr64(x, 28) ^ rotr64(x, 34) ^ rotr64(x, 39); }
static void sha512_block(KrDigest *d, const uint8_t *p) {
    uint64_t w[80], s[8];
    for (int i = 0; i < 16; i++) w[i] = (uint64_t)big32(p + 8 * i) << 32 | big32(p + 8 * i + 4);
    for (int i = 16; i < 80; i++) {
        uint64_t x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (rotr64(x, 1) ^ rotr64(x, 8) ^ x >> 7) +
               (rotr64(y, 19) ^ rotr64(y, 61) ^ y >> 6);
    }
    memcpy(s, d->h64, sizeof s);
#define STEP(a, b, c, d, e, f, g, h, i) \
    SHA2_STEP(uint64_t, sum1_64, sum0_64, a, b, c, d, e, f, g, h, sha2_k[i] + w[i])
    for (int i = 0; i < 80; i += 8) { SHA2_EIGHT(STEP, s, i) }
#undef STEP
    for (int i = 0; i < 8; i++) d->h64[i] += s[i];
}

/* The result: the bytes of the state's words, highest first. */
static void big_words(const KrDigest *d, uint8_t *out) {
    bool wide = kr__digest_kinds[d->kind].block == 128;
    for (unsigned i = 0; i < d->size; i++)
        out[i] = wide ? (uint8_t)(d->h64[i / 8] >> (56 - i % 8 * 8))
                      : (uint8_t)(d->h32[i / 4] >> (24 - i % 4 * 8));
}

/* Behind the data stand a 1, zeros, and the count of bits, with which a block ends: takes all that in. */
static void pad(KrDigest *d, bool low_first) {
    const KrDigestKind *k = &kr__digest_kinds[d->kind];
    unsigned length = k->block / 8; /* bytes of the count */
    uint64_t total = d->total + d->used;
    if (d->used == k->block) k->compress(d, d->rest), d->used = 0;
    d->rest[d->used++] = 0x80;
    memset(d->rest + d->used, 0, k->block - d->used);
    if (d->used > k->block - length) {
        k->compress(d, d->rest);
        memset(d->rest, 0, k->block);
    }
    for (unsigned i = 0; i < 8; i++)
        d->rest[k->block - (low_first ? 8 - i : 1 + i)] = (uint8_t)(total * 8 >> (8 * i));
    if (length == 16) d->rest[k->block - 9] = (uint8_t)(total >> 61);
    k->compress(d, d->rest);
}
static void sha_finish(KrDigest *d, uint8_t *out) {
    pad(d, false);
    big_words(d, out);
}
static void md5_finish(KrDigest *d, uint8_t *out) {
    pad(d, true);
    for (unsigned i = 0; i < 16; i++) out[i] = (uint8_t)(d->h32[i / 4] >> i % 4 * 8);
}

#define SHA3(name, size, block) \
    { name, size, block, NULL, kr__sha3_finish, NULL }
const KrDigestKind kr__digest_kinds[KR_DIGEST_COUNT] = {
    [KR_MD5] = {"md5", 16, 64, md5_block, md5_finish, start1},
    [KR_SHA1] = {"sha1", 20, 64, sha1_block, sha_finish, start1},
    [KR_SHA224] = {"sha224", 28, 64, sha256_block, sha_finish, start224},
    [KR_SHA256] = {"sha256", 32, 64, sha256_block, sha_finish, start256},
    [KR_SHA384] = {"sha384", 48, 128, sha512_block, sha_finish, start384},
    [KR_SHA512] = {"sha512", 64, 128, sha512_block, sha_finish, start512},
    [KR_BLAKE2B] = {"blake2b", 64, 128, kr__blake2b_compress, kr__blake2b_finish, start512},
    [KR_BLAKE2S] = {"blake2s", 32, 64, kr__blake2s_compress, kr__blake2s_finish, start256},
    [KR_SHA3_224] = SHA3("sha3_224", 28, 144),
    [KR_SHA3_256] = SHA3("sha3_256", 32, 136),
    [KR_SHA3_384] = SHA3("sha3_384", 48, 104),
    [KR_SHA3_512] = SHA3("sha3_512", 64, 72),
    [KR_SHAKE128] = SHA3("shake_128", 0, 168),
    [KR_SHAKE256] = SHA3("shake_256", 0, 136),
};

void kr__digest_init(KrDigest *d, KrDigestNo kind) {
    const KrDigestKind *k = &kr__digest_kinds[kind];
    size_t state = kind == KR_MD5 ? 16 : kind == KR_SHA1 ? 20 : k->block / 2;
    memset(d, 0, sizeof *d);
    d->kind = (uint8_t)kind;
    d->size = (uint8_t)k->size;
    if (k->start) memcpy(d->h64, k->start, state);
}

void kr__digest_update(KrDigest *d, const void *data, size_t n) {
    const KrDigestKind *k = &kr__digest_kinds[d->kind];
    const uint8_t *p = data;
    if (!k->compress) {
        kr__sha3_update(d, p, n);
        return;
    }
    while (n) {
        if (d->used == k->block) {
            d->total += k->block;
            k->compress(d, d->rest);
            d->used = 0;
        }
        if (!d->used && n > k->block) {
            d->total += k->block;
            k->compress(d, p);
            p += k->block, n -= k->block;
            continue;
        }
        size_t take = k->block - d->used < n ? k->block - d->used : n;
        memcpy(d->rest + d->used, p, take);
        d->used += (uint32_t)take;
        p += take, n -= take;
    }
}

void kr__digest_finish(const KrDigest *from, uint8_t *out) {
    KrDigest d = *from;
    kr__digest_kinds[d.kind].finish(&d, out);
}

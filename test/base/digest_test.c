/* SPDX-License-Identifier: MIT
 * digest_test.c: digest.h: the examples of the standards, and data that comes in pieces. */
#include "check.h"

#include "base/digest.h"

static const KrBlake2 plain = {.size = 32, .fanout = 1, .depth = 1};

static void init(KrDigest *d, KrDigestNo kind) {
    KrBlake2 how = plain;
    how.size = (uint8_t)kr__digest_kinds[kind].size;
    if (kind == KR_BLAKE2B || kind == KR_BLAKE2S)
        kr__blake2_init(d, kind, &how);
    else
        kr__digest_init(d, kind);
}
/* The first n bytes of the result, in hexadecimal. */
static const char *hex(const KrDigest *from, unsigned n) {
    static char text[2 * KR_DIGEST_MOST + 1];
    uint8_t out[KR_DIGEST_MOST];
    KrDigest d = *from;
    if (d.size) {
        kr__digest_finish(&d, out);
    } else {
        kr__sha3_end(&d);
        kr__sha3_next(&d, out, n / 2);
        kr__sha3_next(&d, out + n / 2, n - n / 2);
    }
    for (unsigned i = 0; i < n; i++) sprintf(text + 2 * i, "%02x", out[i]);
    return text;
}

/* "abc", of which each standard has the digest; its first bytes. */
static void test_abc(void) {
    static const char *const first[KR_DIGEST_COUNT] = {
        [KR_MD5] = "900150983cd24fb0d6963f7d28e17f72",
        [KR_SHA1] = "a9993e364706816aba3e25717850c26c",
        [KR_SHA224] = "23097d223405d8228642a477bda255b3",
        [KR_SHA256] = "ba7816bf8f01cfea414140de5dae2223",
        [KR_SHA384] = "cb00753f45a35e8bb5a03d699ac65007",
        [KR_SHA512] = "ddaf35a193617abacc417349ae204131",
        [KR_BLAKE2B] = "ba80a53f981c4d0d6a2797b69f12f6e9",
        [KR_BLAKE2S] = "508c5e8c327c14e2e1a72ba34eeb452f",
        [KR_SHA3_224] = "e642824c3f8cf24ad09234ee7d3c766f",
        [KR_SHA3_256] = "3a985da74fe225b2045c172d6bd390bd",
        [KR_SHA3_384] = "ec01498288516fc926459f58e2c6ad8d",
        [KR_SHA3_512] = "b751850b1a57168a5693cd924b6b096e",
        [KR_SHAKE128] = "5881092dd818bf5cf8a3ddb793fbcba7",
        [KR_SHAKE256] = "483366601360a8771c6863080cc4114d",
    };
    for (int kind = 0; kind < KR_DIGEST_COUNT; kind++) {
        KrDigest d;
        init(&d, (KrDigestNo)kind);
        kr__digest_update(&d, "abc", 3);
        const char *got = hex(&d, 16);
        CHECKF(strcmp(got, first[kind]) == 0, "%s: %s", kr__digest_kinds[kind].name, got);
    }
}

/* The same digest however the data is cut. */
static void test_pieces(void) {
    uint8_t data[700];
    for (size_t i = 0; i < sizeof data; i++) data[i] = (uint8_t)rnd();
    for (int kind = 0; kind < KR_DIGEST_COUNT; kind++) {
        for (size_t n = 0; n < sizeof data; n += n < 300 ? 1 : 37) {
            KrDigest whole, cut;
            char text[33];
            init(&whole, (KrDigestNo)kind);
            init(&cut, (KrDigestNo)kind);
            kr__digest_update(&whole, data, n);
            for (size_t at = 0, take; at < n; at += take) {
                take = rnd() % 150 < n - at ? rnd() % (n - at) + 1 : n - at;
                kr__digest_update(&cut, data + at, take);
                hex(&cut, 16);
            }
            strcpy(text, hex(&whole, 16));
            CHECKF(strcmp(text, hex(&cut, 16)) == 0, "%s: %zu bytes", kr__digest_kinds[kind].name,
                   n);
        }
    }
}

/* RFC 7693, appendix E: a digest of digests of many lengths, with and without a key. */
static void grow(uint8_t *out, size_t n, uint32_t seed) {
    uint32_t a = 0xDEAD4BAD * seed, b = 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t t = a + b;
        a = b, b = t;
        out[i] = (uint8_t)(t >> 24);
    }
}
static void test_blake2(KrDigestNo kind, const uint8_t sizes[4], const size_t lengths[6],
                        const char *expected) {
    KrDigest all;
    kr__blake2_init(&all, kind, &plain);
    for (unsigned i = 0; i < 4; i++)
        for (unsigned j = 0; j < 6; j++)
            for (unsigned keyed = 0; keyed < 2; keyed++) {
                KrBlake2 how = {.size = sizes[i], .fanout = 1, .depth = 1};
                KrDigest d;
                uint8_t data[1024], out[KR_DIGEST_MOST];
                how.key_size = keyed ? sizes[i] : 0;
                grow(how.key, how.key_size, sizes[i]);
                grow(data, lengths[j], (uint32_t)lengths[j]);
                kr__blake2_init(&d, kind, &how);
                kr__digest_update(&d, data, lengths[j]);
                kr__digest_finish(&d, out);
                kr__digest_update(&all, out, sizes[i]);
            }
    CHECKF(strcmp(hex(&all, 32), expected) == 0, "%s: %s", kr__digest_kinds[kind].name,
           hex(&all, 32));
}

int main(void) {
    test_abc();
    test_pieces();
    test_blake2(KR_BLAKE2B, (const uint8_t[]){20, 32, 48, 64},
                (const size_t[]){0, 3, 128, 129, 255, 1024},
                "c23a7800d98123bd10f506c61e29da5603d763b8bbad2e737f5e765a7bccd475");
    test_blake2(KR_BLAKE2S, (const uint8_t[]){16, 20, 28, 32},
                (const size_t[]){0, 3, 64, 65, 255, 1024},
                "6a411f08ce25adcdfb02aba641451cec53c598b24f4fc787fbdc88797f4c1dfe");
    return report();
}

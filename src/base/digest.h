/* SPDX-License-Identifier: MIT
 * digest.h: checksums that are hard to forge, or were once: MD5, SHA-1, SHA-2 (digest.c), SHA-3 (digest_sha3.c) and BLAKE2
 * (digest_blake2.c). Nothing here fails. */
#ifndef KR_BASE_DIGEST_H
#define KR_BASE_DIGEST_H

#include "base/base.h"

typedef enum KrDigestNo {
    KR_MD5,
    KR_SHA1,
    KR_SHA224,
    KR_SHA256,
    KR_SHA384,
    KR_SHA512,
    KR_BLAKE2B,
    KR_BLAKE2S,
    KR_SHA3_224,
    KR_SHA3_256,
    KR_SHA3_384,
    KR_SHA3_512,
    KR_SHAKE128,
    KR_SHAKE256,
    KR_DIGEST_COUNT
} KrDigestNo;

#define KR_DIGEST_MOST 64 /* bytes of the longest result, but for SHAKE's */

/* A digest under way; may be copied. */
typedef struct KrDigest {
    uint8_t kind;   /* KrDigestNo */
    uint8_t size;   /* bytes of the result; 0: as many as are asked for */
    bool last_node; /* BLAKE2: it stands last on its level of a tree */
    uint32_t used;  /* bytes in rest; SHA-3: bytes of the block that went into the lanes */
    union {
        struct {
            uint64_t total; /* bytes so far, without those in rest */
            union {
                uint32_t h32[8];
                uint64_t h64[8];
            };
            uint8_t rest[128]; /* full at times: BLAKE2's last block is not like the others */
        };
        uint64_t lanes[25]; /* SHA-3 */
    };
} KrDigest;

typedef struct KrDigestKind {
    const char *name;
    uint32_t size, block; /* bytes of the result; bytes taken at a time */
    /* One block that others follow. */
    void (*compress)(KrDigest *d, const uint8_t *p);
    /* What is in rest is the last of it: into out with the result. */
    void (*finish)(KrDigest *d, uint8_t *out);
    const void *start;
} KrDigestKind;
extern const KrDigestKind kr__digest_kinds[KR_DIGEST_COUNT];

/* Any kind but BLAKE2. */
void kr__digest_init(KrDigest *d, KrDigestNo kind);
void kr__digest_update(KrDigest *d, const void *data, size_t n);
/* The digest of what was given so far, d->size bytes, not SHAKE's; d stays as it is. */
void kr__digest_finish(const KrDigest *d, uint8_t *out);

/* SHA-3 and SHAKE: no more data comes; then the result piece by piece. */
void kr__sha3_end(KrDigest *d);
void kr__sha3_next(KrDigest *d, uint8_t *out, size_t n);
/* The bits that stand behind the data before they are filled up, and the 1 after them. */
uint8_t kr__sha3_suffix(const KrDigest *d);

/* What BLAKE2 is told beside the data. Lengths are at most what the kind allows. */
typedef struct KrBlake2 {
    uint8_t size, key_size, salt_size, person_size;
    uint8_t fanout, depth, node_depth, inner_size;
    bool last_node;
    uint32_t leaf_size;
    uint64_t node_offset; /* 48 bits for BLAKE2s */
    uint8_t key[64], salt[16], person[16];
} KrBlake2;
void kr__blake2_init(KrDigest *d, KrDigestNo kind, const KrBlake2 *how);

/* For the table of kinds. */
void kr__sha3_update(KrDigest *d, const uint8_t *p, size_t n);
void kr__sha3_finish(KrDigest *d, uint8_t *out);
void kr__blake2b_compress(KrDigest *d, const uint8_t *p);
void kr__blake2b_finish(KrDigest *d, uint8_t *out);
void kr__blake2s_compress(KrDigest *d, const uint8_t *p);
void kr__blake2s_finish(KrDigest *d, uint8_t *out);

#endif

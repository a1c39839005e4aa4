/* SPDX-License-Identifier: MIT
 * digest.h: checksums that are hard to forge, or were once: MD5, SHA-1, SHA-2 (digest.c). Nothing here fails. */
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
    KR_DIGEST_COUNT
} KrDigestNo;

/* A digest under way; may be copied. */
typedef struct KrDigest {
    uint32_t kind, used; /* KrDigestNo; bytes in rest */
    uint64_t total;      /* bytes so far */
    union {
        uint32_t h32[8];
        uint64_t h64[8];
    };
    uint8_t rest[128];
} KrDigest;

typedef struct KrDigestKind {
    const char *name;
    uint32_t size, block; /* bytes of the result; bytes taken at a time */
    void (*compress)(KrDigest *d, const uint8_t *p);
    const void *start;
} KrDigestKind;
extern const KrDigestKind kr__digest_kinds[KR_DIGEST_COUNT];

void kr__digest_init(KrDigest *d, KrDigestNo kind);
void kr__digest_update(KrDigest *d, const void *data, size_t n);
/* The digest of what was given so far, kinds[kind].size bytes; d stays as it is. */
void kr__digest_finish(const KrDigest *d, uint8_t *out);

#endif

/* SPDX-License-Identifier: MIT
 * hash.h: the hash values that CPython 3.11 computes on a 64-bit machine, bit for bit, so that sets
 * iterate in its order. All are signed 64-bit and never -1. Nothing allocates or fails. */
#ifndef KR_BASE_HASH_H
#define KR_BASE_HASH_H

#include "base/base.h"

/* The secret of str and bytes hashes, one a VM. */
typedef struct KrHashKey {
    uint64_t k0, k1;
} KrHashKey;

/* The key that PYTHONHASHSEED=seed gives; 0 switches randomisation off. */
KrHashKey kr__hash_key(uint32_t seed);

/* Hash of bytes; of no bytes, 0. */
int64_t kr__hash_bytes(KrHashKey key, const void *p, size_t n);

/* Hash of a str given as text (see utf8.h); `ascii` promises that it is all ASCII. */
int64_t kr__hash_utf8(KrHashKey key, const char *s, size_t n, bool ascii);

#define KR_HASH_MODULUS (((uint64_t)1 << 61) - 1)
#define KR_HASH_INF 314159

/* -1 stands for failure in Python's C world, so no object hashes to it. */
KR_INLINE int64_t kr__hash_fix(uint64_t h) { return h == UINT64_MAX ? -2 : (int64_t)h; }

/* x modulo 2^61 - 1. */
KR_INLINE uint64_t kr__hash_reduce(uint64_t x) {
    x = (x & KR_HASH_MODULUS) + (x >> 61);
    return x >= KR_HASH_MODULUS ? x - KR_HASH_MODULUS : x;
}

/* Hash of an int; equal to the hash of every equal number. */
KR_INLINE int64_t kr__hash_i64(int64_t x) {
    if (x >= 0) return (int64_t)kr__hash_reduce((uint64_t)x);
    return kr__hash_fix(-kr__hash_reduce(-(uint64_t)x));
}
int64_t kr__hash_limbs(const uint32_t *limbs, size_t n, bool negative);

/* Hash of a float that is no NaN. (A NaN hashes by identity: kr__hash_address.) */
int64_t kr__hash_double(double d);

/* The 32 bits of a hash that dicts, sets and the cache in a str keep; never 0. The low 20 bits are the
 * hash's own, so that they say where a set of a million places begins its search; so are the others
 * while the hash is below 2^32. They take part of all that is above: keys which differ only high up
 * (i << 32, i / 1024) stay apart. */
#define KR_FOLD_OWN_BITS 20
KR_INLINE uint32_t kr__hash_fold(int64_t h) {
    uint32_t hi = (uint32_t)((((uint64_t)h >> 32) * 0x9e3779b97f4a7c15ull) >> 32);
    uint32_t x = (uint32_t)h ^ (hi >> KR_FOLD_OWN_BITS << KR_FOLD_OWN_BITS);
    return x ? x : 1u << KR_FOLD_OWN_BITS;
}

/* Hash by identity. */
KR_INLINE int64_t kr__hash_address(uint64_t id) { return kr__hash_fix(id >> 4 | id << 60); }

/* Hash of a tuple: begin, one step an item's hash, end with their number. */
#define KR_HASH_P1 11400714785074694791ull
#define KR_HASH_P2 14029467366897019727ull
#define KR_HASH_P5 2870177450012600261ull
KR_INLINE uint64_t kr__hash_tuple_begin(void) { return KR_HASH_P5; }
KR_INLINE uint64_t kr__hash_tuple_step(uint64_t acc, int64_t item) {
    acc += (uint64_t)item * KR_HASH_P2;
    acc = acc << 31 | acc >> 33;
    return acc * KR_HASH_P1;
}
KR_INLINE int64_t kr__hash_tuple_end(uint64_t acc, size_t n) {
    acc += n ^ (KR_HASH_P5 ^ 3527539ull);
    return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

#endif

/* SPDX-License-Identifier: MIT
 * mt19937.h: the Mersenne Twister as Python's random module draws from it: the same seed gives the
 * same numbers. */
#ifndef KR_BASE_MT19937_H
#define KR_BASE_MT19937_H

#include "base/base.h"

enum { KR_MT_N = 624 };

typedef struct KrMt {
    uint32_t state[KR_MT_N];
    uint32_t index; /* of the next word; KR_MT_N: all used */
} KrMt;

/* Seeds with n >= 1 words: the limbs of |seed|, least significant first; of zero, one zero word. */
void kr__mt_init(KrMt *mt, const uint32_t *key, size_t n);

/* The next 32 bits. */
uint32_t kr__mt_next(KrMt *mt);

/* The next float in [0, 1), with 53 bits. */
double kr__mt_random(KrMt *mt);

/* getrandbits(k) for k >= 1: fills (k + 31) / 32 limbs. */
void kr__mt_bits(KrMt *mt, uint32_t *limbs, uint64_t k);

#endif

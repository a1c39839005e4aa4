/* SPDX-License-Identifier: MIT
 * mt19937.c: MT19937 by Matsumoto and Nishimura, seeded from an array of words. */
#include "base/mt19937.h"

enum { N = KR_MT_N, M = 397 };

/* The plain one-word seeding that array seeding starts from. */
static void init_word(KrMt *mt, uint32_t seed) {
    mt->state[0] = seed;
    for (uint32_t i = 1; i < N; i++) {
        uint32_t prev = mt->state[i - 1];
        mt->state[i] = 1812433253u * (prev ^ (prev >> 30)) + i;
    }
    mt->index = N;
}

/* state[i] after mixing with its neighbour before it. */
KR_INLINE uint32_t mixed(const KrMt *mt, uint32_t i, uint32_t factor) {
    uint32_t prev = mt->state[i - 1];
    return mt->state[i] ^ ((prev ^ (prev >> 30)) * factor);
}

/* Steps i through 1..N-1; past the end the last word moves to the front. */
KR_INLINE uint32_t step(KrMt *mt, uint32_t i) {
    if (++i < N) return i;
    mt->state[0] = mt->state[N - 1];
    return 1;
}

/* See mt19937.h. */
void kr__mt_init(KrMt *mt, const uint32_t *key, size_t n) {
    init_word(mt, 19650218u);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t k = n > N ? n : N; k > 0; k--) {
        mt->state[i] = mixed(mt, i, 1664525u) + key[j] + (uint32_t)j;
        i = step(mt, i);
        if (++j >= n) j = 0;
    }
    for (uint32_t k = N - 1; k > 0; k--) {
        mt->state[i] = mixed(mt, i, 1566083941u) - i;
        i = step(mt, i);
    }
    mt->state[0] = 0x80000000u; /* never all zero */
}

/* The word that the recurrence puts in place of `high`. */
KR_INLINE uint32_t twist(uint32_t high, uint32_t low, uint32_t far) {
    uint32_t y = (high & 0x80000000u) | (low & 0x7FFFFFFFu);
    return far ^ (y >> 1) ^ (-(y & 1) & 0x9908B0DFu);
}

static KR_NOINLINE void refill(KrMt *mt) {
    uint32_t *s = mt->state;
    int i = 0;
    for (; i < N - M; i++) s[i] = twist(s[i], s[i + 1], s[i + M]);
    for (; i < N - 1; i++) s[i] = twist(s[i], s[i + 1], s[i + M - N]);
    s[N - 1] = twist(s[N - 1], s[0], s[M - 1]);
    mt->index = 0;
}

/* See mt19937.h. */
uint32_t kr__mt_next(KrMt *mt) {
    if (KR_UNLIKELY(mt->index >= N)) refill(mt);
    uint32_t y = mt->state[mt->index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9D2C5680u;
    y ^= (y << 15) & 0xEFC60000u;
    return y ^ (y >> 18);
}

/* See mt19937.h. */
double kr__mt_random(KrMt *mt) {
    uint32_t a = kr__mt_next(mt) >> 5, b = kr__mt_next(mt) >> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
}

/* See mt19937.h. */
void kr__mt_bits(KrMt *mt, uint32_t *limbs, uint64_t k) {
    for (size_t i = 0; k > 0; i++) {
        unsigned take = k < 32 ? (unsigned)k : 32;
        limbs[i] = kr__mt_next(mt) >> (32 - take);
        k -= take;
    }
}

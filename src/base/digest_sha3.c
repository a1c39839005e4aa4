/* SPDX-License-Identifier: MIT
 * digest_sha3.c: SHA-3 and SHAKE (base/digest.h), as FIPS 202 defines them. The sponge's state is 25 lanes of 64 bits, of
 * which the first `block` bytes meet the data; lane x + 5 * y is the standard's A[x, y], its lowest byte first. */
#include "base/digest.h"

static uint64_t rotl(uint64_t x, unsigned n) { return x << n | x >> (-n & 63); }

/* Section 3.2.5: of each round. */
static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

/* Keccak-p[1600, 24] (section 3.3): theta, then rho and pi together into b, then chi and iota. */
static void permute(uint64_t *a) {
    uint64_t b[25], c[5], d[5];
    for (unsigned round = 0; round < 24; round++) {
        for (unsigned x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (unsigned x = 0; x < 5; x++) d[x] = c[(x + 4) % 5] ^ rotl(c[(x + 1) % 5], 1);
            /* Lane (x, y) is turned by n bits and goes to (y, 2 x + 3 y). */
#define MOVE(x, y, n) b[(y) + (2 * (x) + 3 * (y)) % 5 * 5] = rotl(a[(x) + 5 * (y)] ^ d[x], n)
#define MOVE_ROW(y, n0, n1, n2, n3, n4) \
    MOVE(0, y, n0), MOVE(1, y, n1), MOVE(2, y, n2), MOVE(3, y, n3), MOVE(4, y, n4)
        MOVE_ROW(0, 0, 1, 62, 28, 27);
        MOVE_ROW(1, 36, 44, 6, 55, 20);
        MOVE_ROW(2, 3, 10, 43, 25, 39);
        MOVE_ROW(3, 41, 45, 15, 21, 8);
        MOVE_ROW(4, 18, 2, 61, 56, 14);
        for (unsigned y = 0; y < 25; y += 5) {
            a[y] = b[y] ^ (~b[y + 1] & b[y + 2]);
            a[y + 1] = b[y + 1] ^ (~b[y + 2] & b[y + 3]);
            a[y + 2] = b[y + 2] ^ (~b[y + 3] & b[y + 4]);
            a[y + 3] = b[y + 3] ^ (~b[y + 4] & b[y]);
            a[y + 4] = b[y + 4] ^ (~b[y] & b[y + 1]);
        }
        a[0] ^= round_constants[round];
    }
}

static void absorb(KrDigest *d, unsigned at, uint8_t byte) {
    d->lanes[at / 8] ^= (uint64_t)byte << at % 8 * 8;
}

void kr__sha3_update(KrDigest *d, const uint8_t *p, size_t n) {
    unsigned block = kr__digest_kinds[d->kind].block;
    while (n) {
        for (; n >= 8 && d->used % 8 == 0 && d->used < block; p += 8, n -= 8, d->used += 8) {
            uint64_t lane = 0;
            for (unsigned i = 0; i < 8; i++) lane |= (uint64_t)p[i] << 8 * i;
            d->lanes[d->used / 8] ^= lane;
        }
        if (n && d->used < block) absorb(d, d->used++, *p++), n--;
        if (d->used == block) permute(d->lanes), d->used = 0;
    }
}

uint8_t kr__sha3_suffix(const KrDigest *d) { return d->kind >= KR_SHAKE128 ? 0x1f : 0x06; }

void kr__sha3_end(KrDigest *d) {
    unsigned block = kr__digest_kinds[d->kind].block;
    absorb(d, d->used, kr__sha3_suffix(d));
    absorb(d, block - 1, 0x80);
    d->used = block;
}

void kr__sha3_next(KrDigest *d, uint8_t *out, size_t n) {
    unsigned block = kr__digest_kinds[d->kind].block;
    for (size_t i = 0; i < n; i++) {
        if (d->used == block) permute(d->lanes), d->used = 0;
        out[i] = (uint8_t)(d->lanes[d->used / 8] >> d->used % 8 * 8);
        d->used++;
    }
}

void kr__sha3_finish(KrDigest *d, uint8_t *out) {
    kr__sha3_end(d);
    kr__sha3_next(d, out, d->size);
}

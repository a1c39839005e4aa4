/* SPDX-License-Identifier: MIT
 * dict_index.c: the index of a dict: making, filling, adding, removing. See dict_index.h. Nothing
 * here knows what a key is: hashes and entry numbers only. Called by dict*.c alone. */
#include "types/dict_index.h"

#include <string.h>

static uint32_t place_get(const KrDictIndex *ix, uint32_t p) {
    const void *at = kr__index_places(ix);
    if (ix->log2 > 16) return ((const uint32_t *)at)[p];
    if (ix->log2 > 8) return ((const uint16_t *)at)[p];
    return ((const uint8_t *)at)[p];
}

static void place_put(KrDictIndex *ix, uint32_t p, uint32_t v) {
    void *at = kr__index_places(ix);
    if (ix->log2 > 16) {
        ((uint32_t *)at)[p] = v;
    } else if (ix->log2 > 8) {
        ((uint16_t *)at)[p] = (uint16_t)v;
    } else {
        ((uint8_t *)at)[p] = (uint8_t)v;
    }
}

void kr__index_put(KrDictIndex *ix, uint32_t place, uint32_t h, uint32_t entry) {
    place_put(ix, place, (entry + 1) | h << ix->log2);
}

#define FILL_IN(T)                                                       \
    do {                                                                 \
        T *at = kr__index_places(ix);                                    \
        for (uint32_t i = 0; i < d->fill; i++, e += stride) {            \
            uint32_t h = kr__entry_hash(e), p = kr__index_home(h, log2); \
            if (!h) continue;                                            \
            while (at[p]) p = (p + 1) & mask;                            \
            at[p] = (T)((i + 1) | h << log2);                            \
        }                                                                \
    } while (0)

/* Every live entry into an index that is empty. */
static void fill_in(const KrDict *d, KrDictIndex *ix) {
    unsigned stride = kr__dict_stride(d), log2 = ix->log2;
    uint32_t mask = ((uint32_t)1 << log2) - 1;
    const char *e = d->entries;
    if (log2 > 16) {
        FILL_IN(uint32_t);
    } else if (log2 > 8) {
        FILL_IN(uint16_t);
    } else {
        FILL_IN(uint8_t);
    }
}

void kr__index_add(KrDict *d, uint32_t h, uint32_t entry) {
    KrDictIndex *ix = d->index;
    uint32_t mask = ((uint32_t)1 << ix->log2) - 1, p = kr__index_home(h, ix->log2);
    while (place_get(ix, p)) p = (p + 1) & mask;
    kr__index_put(ix, p, h, entry);
}

void kr__index_refill(KrDict *d) {
    KrDictIndex *ix = d->index;
    if (!ix) return;
    ix->first = 0;
    memset(kr__index_places(ix), 0, (size_t)kr__index_width(ix->log2) << ix->log2);
    fill_in(d, ix);
}

bool kr__index_make(kr_vm *vm, KrDict *d, size_t n) {
    unsigned log2 = 4;
    while (kr__index_limit(log2) < n) log2++;
    if (log2 > 31) return kr__ok(kr__no_memory(vm));
    KrDictIndex *ix = kr__buf_new(vm, d, kr__index_bytes(log2), NULL);
    if (!ix) return false;
    ix->log2 = log2;
    fill_in(d, ix);
    KrDictIndex *old = d->index;
    if (old) kr__buf_free(vm, d, old, kr__index_bytes(old->log2));
    d->index = ix;
    return true;
}

/* Closes the hole at place p: what stands behind and may not be passed over by a search moves up. */
static void close_hole(const KrDict *d, KrDictIndex *ix, uint32_t hole) {
    unsigned log2 = ix->log2;
    unsigned stride = kr__dict_stride(d);
    uint32_t mask = ((uint32_t)1 << log2) - 1;
    for (uint32_t q = (hole + 1) & mask;; q = (q + 1) & mask) {
        uint32_t v = place_get(ix, q);
        if (!v) break;
        const void *e = kr__dict_at(d, (v & mask) - 1);
        uint32_t home = kr__index_home(kr__entry_old_hash(e, stride), log2);
        if (((q - home) & mask) >= ((q - hole) & mask)) {
            place_put(ix, hole, v);
            hole = q;
        }
    }
    place_put(ix, hole, 0);
}

void kr__index_remove(KrDict *d, uint32_t h, uint32_t entry, uint32_t place) {
    KrDictIndex *ix = d->index;
    uint32_t mask = ((uint32_t)1 << ix->log2) - 1;
    if (place == KR_NO_PLACE) {
        place = kr__index_home(h, ix->log2);
        uint32_t v;
        while (v = place_get(ix, place), (v & mask) != entry + 1) {
            if (!v) return;
            place = (place + 1) & mask;
        }
    }
    KR_ASSERT((place_get(ix, place) & mask) == entry + 1);
    close_hole(d, ix, place);
}

/* SPDX-License-Identifier: MIT
 * census.h: what lives in the heap, counted by layout. Nothing here changes an object, makes one or moves one; memory is
 * taken for each layout, never for each object. */
#ifndef KR_HEAP_CENSUS_H
#define KR_HEAP_CENSUS_H

#include "heap/heap.h"

/* The instances of one layout. Bytes are those that kr__cell_bytes and kr__owned_bytes tell. */
typedef struct KrCount {
    uint64_t n;
    uint64_t cells;   /* bytes of the cells */
    uint64_t buffers; /* of buffers that they own */
    uint64_t extra;   /* of overflow arrays and boxes of their fields */
    uint64_t dicts;   /* of dicts that are their __dict__: these are counted as dicts, too */
    uint64_t
        floats;    /* field i (of the first 64) is not narrow, and one instance's holds a float; */
    uint64_t bigs; /* …an int past 31 bits. A field that a float was found in is not searched on. */
} KrCount;

typedef struct KrCensus {
    KrCount *by_layout; /* n of them */
    uint32_t n;
    uint64_t loose; /* bytes of buffers that no owner told of */
} KrCensus;

/* Counts every cell in use: after a full collection, all that lives. False: no memory, nothing pending. Does not collect. */
KR_MUST_USE bool kr__census_take(kr_vm *vm, KrCensus *out);
void kr__census_free(kr_vm *vm, KrCensus *c);

/* What kr__layout_fit is asked about. */
typedef struct KrFit {
    const KrLayout *like; /* any layout of the class: says which C struct stands in front */
    const uint8_t *wide;  /* n fields in order: 1 when 8 bytes */
    unsigned n;
} KrFit;
/* Bytes of a cell with these fields as slots, or (plain) as attributes of a class without __slots__, overflow included.
 * Never fails, never collects. For kinds of fixed size. */
size_t kr__layout_fit(kr_vm *vm, const KrFit *f, bool plain);

#endif

/* SPDX-License-Identifier: MIT
 * labels.h: a number for each cell of a heap, beside the heap, in few bits.
 *
 * The cells of a block mostly have one of a few numbers: a block keeps a list of those that it has seen, and for each cell
 * as many bits as the list's length needs. A block that nobody labelled takes nothing. 0 is what every cell has first. */
#ifndef KR_HEAP_LABELS_H
#define KR_HEAP_LABELS_H

#include <string.h>

#include "heap/private.h"

/* `bits` for each cell (1, 2, 4, 8: an index in `list`; 16: the label itself), behind the list. */
typedef struct KrLabelBlock {
    uint8_t bits;
    uint8_t recent; /* index that was written last */
    uint16_t seen;  /* of the list */
    uint16_t list[];
} KrLabelBlock;
KR_INLINE unsigned kr__label_places(unsigned bits) { return bits < 16 ? 1u << bits : 0; }
KR_INLINE uint8_t *kr__label_data(const KrLabelBlock *b) {
    return (uint8_t *)(uintptr_t)(b->list + kr__label_places(b->bits));
}
typedef struct KrLabels {
    kr_vm *vm;
    KrLabelBlock **blocks;        /* by unit, from the VM's lowest region on */
    uint32_t first, n;            /* its first unit, units */
    uint32_t inverse[KR_CLASSES]; /* 2^32 / size, rounded up */
    uint16_t cells[KR_CLASSES];   /* of a block */
} KrLabels;

/* False: no memory, nothing pending. Cells must not be made until kr__labels_free. */
KR_MUST_USE bool kr__labels_init(kr_vm *vm, KrLabels *l);
void kr__labels_free(KrLabels *l);

/* Where a cell's label is kept: found once, then read and written. */
typedef struct KrLabelPlace {
    KrLabelBlock **block;
    uint32_t cell, cells; /* of the block */
    size_t bytes;         /* of the cell */
} KrLabelPlace;
/* Cells of a block divide it evenly: the quotient is had by multiplication. */
KR_INLINE void kr__label_place(const KrLabels *l, uint32_t ref, KrLabelPlace *p) {
    uint32_t unit = ref >> (UNIT_SHIFT - 2);
    const KrUnit *u = &kr__cage_tab.units[unit];
    if (u->kind == UNIT_BLOCK_TAIL || u->kind == UNIT_SPAN_TAIL) {
        unit -= u->n;
        u -= u->n;
    }
    p->block = &l->blocks[unit - l->first];
    p->cell = 0;
    p->cells = 1;
    p->bytes = kr__span_bytes(u);
    if (u->kind != UNIT_BLOCK) return;
    uint32_t at = (uint32_t)(kr__off(ref) - ((uint64_t)unit << UNIT_SHIFT));
    p->cell = (uint32_t)(((uint64_t)at * l->inverse[u->cls]) >> 32);
    p->cells = l->cells[u->cls];
    p->bytes = kr__class_size[u->cls];
}

/* What the block has for its i-th cell: an index in its list, or the label. */
KR_INLINE unsigned kr__label_at(const KrLabelBlock *b, unsigned i) {
    const uint8_t *d = kr__label_data(b);
    unsigned at = i * b->bits;
    if (b->bits < 16) return d[at >> 3] >> (at & 7) & ((1u << b->bits) - 1);
    uint16_t v;
    memcpy(&v, d + i * sizeof v, sizeof v);
    return v;
}
KR_INLINE uint32_t kr__label_read(const KrLabelPlace *p) {
    const KrLabelBlock *b = *p->block;
    if (!b) return 0;
    unsigned v = kr__label_at(b, p->cell);
    return b->bits == 16 ? v : b->list[v];
}
KR_INLINE uint32_t kr__label_get(const KrLabels *l, uint32_t ref) {
    KrLabelPlace p;
    kr__label_place(l, ref, &p);
    return kr__label_read(&p);
}
/* The block has fewer than 16 bits for a cell. */
KR_INLINE void kr__label_put(KrLabelBlock *b, unsigned i, unsigned index) {
    uint8_t *d = kr__label_data(b);
    unsigned at = i * b->bits, mask = ((1u << b->bits) - 1) << (at & 7);
    d[at >> 3] = (uint8_t)((d[at >> 3] & ~mask) | index << (at & 7));
}
KR_MUST_USE bool kr__label_write_slow(KrLabels *l, const KrLabelPlace *p, uint16_t label);
/* False: no memory, the label as it was. */
KR_INLINE KR_MUST_USE bool kr__label_write(KrLabels *l, const KrLabelPlace *p, uint16_t label) {
    KrLabelBlock *b = *p->block;
    if (KR_UNLIKELY(!b || b->bits == 16 || b->list[b->recent] != label))
        return kr__label_write_slow(l, p, label);
    kr__label_put(b, p->cell, b->recent);
    return true;
}

#endif

/* SPDX-License-Identifier: MIT
 * labels.c: numbers for cells (labels.h). */
#include "heap/labels.h"

#include <string.h>

static size_t block_bytes(unsigned bits, unsigned cells) {
    return sizeof(KrLabelBlock) + kr__label_places(bits) * sizeof(uint16_t) +
           ((size_t)cells * bits + 7) / 8;
}

static unsigned cells_of(const KrUnit *u) {
    return u->kind == UNIT_BLOCK ? (unsigned)(BLOCK_SIZE / kr__class_size[u->cls]) : 1;
}

bool kr__labels_init(kr_vm *vm, KrLabels *l) {
    const KrHeapPrivate *p = kr__priv(vm);
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t i = 0; i < p->regions.n; i++) {
        uint32_t no = p->regions.data[i].no;
        if (no < low) low = no;
        if (no > high) high = no;
    }
    *l = (KrLabels){.vm = vm};
    for (unsigned c = 1; c < KR_CLASSES; c++) {
        l->cells[c] = (uint16_t)(BLOCK_SIZE / kr__class_size[c]);
        l->inverse[c] = UINT32_MAX / kr__class_size[c] + 1;
    }
    if (!p->regions.n) return true;
    l->first = low * REGION_UNITS;
    l->n = (high - low + 1) * REGION_UNITS;
    l->blocks = kr__reserve(l->n * sizeof *l->blocks);
    return l->blocks != NULL;
}

void kr__labels_free(KrLabels *l) {
    KrMem *m = &kr__heap(l->vm)->mem;
    for (uint32_t i = 0; l->blocks && i < l->n; i++) {
        KrLabelBlock *b = l->blocks[i];
        if (b)
            kr__mem_free(m, b, block_bytes(b->bits, cells_of(&kr__cage_tab.units[l->first + i])));
    }
    if (l->blocks) kr__unreserve(l->blocks, l->n * sizeof *l->blocks);
    l->blocks = NULL;
}

static void write(KrLabelBlock *b, unsigned cell, unsigned v) {
    uint16_t whole = (uint16_t)v;
    if (b->bits == 16)
        memcpy(kr__label_data(b) + cell * sizeof whole, &whole, sizeof whole);
    else
        kr__label_put(b, cell, v);
}

/* The block with twice the bits. */
static KrLabelBlock *widen(KrLabels *l, const KrLabelPlace *p) {
    KrMem *m = &kr__heap(l->vm)->mem;
    KrLabelBlock *old = *p->block;
    unsigned bits = !old ? (p->cells > 1 ? 1 : 16) : old->bits * 2u;
    KrLabelBlock *b = kr__mem_zalloc(m, block_bytes(bits, p->cells));
    if (!b) return NULL;
    b->bits = (uint8_t)bits;
    b->seen = 1; /* the first is 0 */
    if (old) {
        b->seen = old->seen;
        if (bits < 16) memcpy(b->list, old->list, old->seen * sizeof *b->list);
        for (unsigned i = 0; i < p->cells; i++) {
            unsigned v = kr__label_at(old, i);
            if (v) write(b, i, bits < 16 ? v : old->list[v]);
        }
        kr__mem_free(m, old, block_bytes(old->bits, p->cells));
    }
    *p->block = b;
    return b;
}

/* See labels.h. */
bool kr__label_write_slow(KrLabels *l, const KrLabelPlace *p, uint16_t label) {
    KrLabelBlock *b = *p->block;
    for (;;) {
        if (b && b->bits == 16) {
            write(b, p->cell, label);
            return true;
        }
        unsigned i = 0;
        while (b && i < b->seen && b->list[i] != label) i++;
        if (b && i < b->seen) {
            b->recent = (uint8_t)i;
            write(b, p->cell, i);
            return true;
        }
        if (b && b->seen < kr__label_places(b->bits)) {
            b->list[b->seen++] = label;
            continue;
        }
        b = widen(l, p);
        if (!b) return false;
    }
}

/* SPDX-License-Identifier: MIT
 * census.c: counting what lives (census.h): one walk over the blocks.
 *
 * Cells that belong to another one are counted with it: buffers through their owner's kind, overflow arrays and boxes
 * through the instance whose fields they hold. Arrays and boxes that other structs hold stay in rows of their own, so
 * that the sum over all rows is what the heap holds. */
#include "heap/census.h"

#include <string.h>

#include "heap/private.h"

/* What the walk knows of a layout after its first cell. */
enum { UNSEEN, SIMPLE, FIELDS, OWNS };

typedef struct Walk {
    kr_vm *vm;
    KrCensus *c;
    uint8_t *seen;          /* by layout */
    uint64_t nboxes, boxes; /* counted with an instance: cells, bytes */
    uint64_t narrays, arrays;
    uint64_t buffer_cells, owned; /* bytes */
    uint32_t unit;                /* of the last cell, and */
    size_t bytes;                 /* what each in it takes */
} Walk;

static size_t bytes_at(uint32_t ref) { return kr__unit_cell_bytes(ref); }

static uint8_t look_at(const KrLayout *l) {
    if (l->flags & (KR_LF_OVER | KR_LF_DICT)) return FIELDS;
    for (unsigned i = 0; i < l->nfields; i++)
        if (l->fields[i].width != KR_FIELD_NARROW) return FIELDS;
    return SIMPLE;
}

static void count_box(Walk *w, KrCount *c, Slot s) {
    if (!kr__slot_is_ref(s) || kr__layout_no(kr__slot_ptr(s)) != KR_T_BOX) return;
    size_t n = bytes_at(s.bits);
    c->extra += n;
    w->boxes += n;
    w->nboxes++;
}

static void count_dict(const Walk *w, KrCount *c, uint32_t ref) {
    const KrObj *d = kr__cell(ref);
    c->dicts += bytes_at(ref) + kr__owned_bytes(w->vm, d);
}

/* Why field i is wider than a Slot. */
static void note_why(const Walk *w, KrCount *c, const KrObj *cell, const KrLayout *l, unsigned i) {
    uint64_t bit = (uint64_t)1 << i;
    if (c->floats & bit) return;
    Value v = kr__field_get(w->vm, cell, l, &l->fields[i]);
    Slot s;
    if (kr__is_double(v))
        c->floats |= bit;
    else if (kr__is_int(v) && !kr__narrow(v, &s))
        c->bigs |= bit;
}

static void count_fields(Walk *w, KrCount *c, const KrObj *cell, const KrLayout *l) {
    const KrSlots *over = NULL;
    if (l->flags & (KR_LF_OVER | KR_LF_DICT)) {
        Slot s = *kr__over_slot(w->vm, (void *)(uintptr_t)cell, l);
        if (kr__slot_is_ref(s) && l->flags & KR_LF_DICT) {
            count_dict(w, c, s.bits);
        } else if (kr__slot_is_ref(s)) {
            over = kr__slot_ptr(s);
            c->extra += bytes_at(s.bits);
            w->arrays += bytes_at(s.bits);
            w->narrays++;
        }
    }
    for (unsigned i = 0; i < l->nfields; i++) {
        const KrField *f = &l->fields[i];
        if (f->width == KR_FIELD_NARROW) continue;
        if (i < 64) note_why(w, c, cell, l, i);
        if (f->width != KR_FIELD_BOXED) continue;
        if (!f->over)
            count_box(w, c, *(const Slot *)((const char *)cell + f->at));
        else if (over && f->at < over->len)
            count_box(w, c, over->item[f->at]);
    }
}

/* All but the figures that every cell has. */
static KR_NOINLINE void count_more(Walk *w, KrCount *c, const KrObj *cell, uint32_t no) {
    const KrLayout *l = kr__layout(w->vm, no);
    const KrKindInfo *k = kr__heap(w->vm)->kinds[l->kind];
    if (!w->seen[no]) w->seen[no] = k->owned ? OWNS : look_at(l);
    if (k->owned) {
        size_t owned = k->owned(w->vm, cell);
        c->buffers += owned;
        w->owned += owned;
    }
    if (cell->head & KR_F_SIDE) {
        Value d = kr__side_dict(w->vm, cell);
        if (kr__ok(d)) count_dict(w, c, (uint32_t)d.bits);
    }
    if (l->nfields || l->flags & (KR_LF_OVER | KR_LF_DICT)) count_fields(w, c, cell, l);
}

static void count_cell(void *ud, KrObj *cell) {
    Walk *w = ud;
    uint32_t no = kr__layout_no(cell), ref = kr__ref(cell), unit = ref >> (UNIT_SHIFT - 2);
    if (unit != w->unit) { /* neighbours come one after the other, and are of one size */
        w->unit = unit;
        w->bytes = bytes_at(ref);
    }
    KrCount *c = &w->c->by_layout[no];
    if (no == KR_T_BUFFER) {
        w->buffer_cells += w->bytes;
        return;
    }
    c->n++;
    c->cells += w->bytes;
    if (w->seen[no] != SIMPLE || cell->head & KR_F_SIDE) count_more(w, c, cell, no);
}

/* See census.h. Finishes no sweep: cells that are not marked and not new are passed over. */
bool kr__census_take(kr_vm *vm, KrCensus *out) {
    KrMem *m = &kr__heap(vm)->mem;
    uint32_t n = kr__heap(vm)->nlayouts;
    *out = (KrCensus){.n = n, .by_layout = kr__mem_zalloc(m, n * sizeof(KrCount))};
    Walk w = {.vm = vm, .c = out, .seen = kr__mem_zalloc(m, n)};
    if (!out->by_layout || !w.seen) {
        kr__mem_free(m, w.seen, n);
        kr__census_free(vm, out);
        return false;
    }
    kr__blocks_each(vm, false, count_cell, &w);
    kr__mem_free(m, w.seen, n);
    KrCount *boxes = &out->by_layout[KR_T_BOX], *arrays = &out->by_layout[KR_T_SLOTS];
    boxes->n -= w.nboxes;
    boxes->cells -= w.boxes;
    arrays->n -= w.narrays;
    arrays->cells -= w.arrays;
    uint64_t held = w.buffer_cells + kr__priv(vm)->large_bytes;
    out->loose = held > w.owned ? held - w.owned : 0;
    return true;
}

void kr__census_free(kr_vm *vm, KrCensus *c) {
    if (c->by_layout) kr__mem_free(&kr__heap(vm)->mem, c->by_layout, c->n * sizeof(KrCount));
    *c = (KrCensus){0};
}

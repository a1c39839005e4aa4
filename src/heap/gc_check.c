/* SPDX-License-Identifier: MIT
 * gc_check.c: walks the whole heap and asserts what the other files promise. Builds without KR_DEBUG
 * have the walk but not the asserts, so nothing calls it there.
 *
 * Cells are traced one by one with a shadow in place of the marks: what a cell refers to is pushed,
 * looked at, and its shadow bit cleared again. */
#include <string.h>

#include "heap/private.h"

typedef struct Check {
    kr_vm *vm;
    KrGc *gc;
    size_t cells;
} Check;

static bool shadow_clear(KrGc *gc, uint32_t ref) {
    uint64_t *w = &gc->marks[ref >> 7], m = (uint64_t)1 << ((ref >> 1) & 63);
    bool was = *w & m;
    *w &= ~m;
    return was;
}

/* A reference names a cell of this VM that is in use, or a constant. */
static void check_target(const Check *c, const KrObj *from, uint32_t ref) {
    (void)from;
    if (ref < KR_FIRST_CELL >> 2 && kr__off(ref) < REGION_SIZE) return;
    KR_ASSERT(kr__cell_at(c->vm, kr__off(ref)) == ref);
    const KrObj *to = kr__cell(ref);
    KR_ASSERT(kr__layout_no(to) < kr__heap(c->vm)->nlayouts);
    /* An old cell that is not remembered refers to old cells only. Cards are not told apart here. */
    bool watched =
        from->head & KR_F_OLD && !kr__priv(c->vm)->dirty.n && !kr__priv(c->vm)->must_full;
    KR_ASSERT(!watched || kr__mark_test(ref));
    (void)to, (void)watched;
}

/* A cell has a layout in use, fits its place, and refers to cells in use. */
static void check_cell(void *ud, KrObj *cell) {
    Check *c = ud;
    KrGc *gc = c->gc;
    uint32_t head = cell->head;
    const KrLayout *l = kr__layout_of(c->vm, cell);
    KR_ASSERT(head >> 8 < kr__heap(c->vm)->nlayouts);
    KR_ASSERT(!(l->flags & KR_LF_RETIRED));
    KR_ASSERT(l->kind != KR_K_FREE && l->kind < KR_K_COUNT);
    KR_ASSERT(l->kind == KR_K_BUFFER || l->size <= kr__unit_cell_bytes(kr__ref(cell)));
    KR_ASSERT(!(head & KR_F_OLD) || kr__mark_test(kr__ref(cell)));
    KR_ASSERT(!kr__priv(c->vm)->origins || kr__origin_agrees(kr__priv(c->vm), kr__ref(cell)));
    c->cells++;
    kr__layout_mut(c->vm, head >> 8)->mark = gc->epoch; /* class and names are roots of their own */
    kr__gc_scan(gc, cell);
    kr__gc_scan_ranges(gc);
    cell->head = head;
    (void)l;
    while (gc->n) {
        uint32_t ref = gc->stack[--gc->n];
        shadow_clear(gc, ref);
        check_target(c, cell, ref);
    }
}

/* Every block is in the list that its state says. */
static void check_lists(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (unsigned c = 0; c < KR_CLASSES; c++)
        for (uint32_t unit = p->avail[c]; unit; unit = kr__cage_tab.units[unit].next) {
            const KrUnit *u = &kr__cage_tab.units[unit];
            KR_ASSERT(u->kind == UNIT_BLOCK && u->state == BLOCK_AVAIL && u->cls == c);
            (void)u;
        }
    for (uint32_t unit = p->touched; unit; unit = kr__cage_tab.units[unit].next)
        KR_ASSERT(kr__cage_tab.units[unit].state == BLOCK_TOUCHED);
}

/* Units in use and free add up to what the account was charged. */
static void check_units(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t dirty = 0, held = 0;
    for (uint32_t i = 0; i < p->regions.n; i++) {
        const KrRegion *r = &p->regions.data[i];
        unsigned nfree = 0, ndirty = 0;
        KR_ASSERT(kr__cage_tab.regions[r->no].owner == vm &&
                  kr__cage_tab.regions[r->no].index == i);
        for (unsigned w = 0; w < REGION_UNITS / 64; w++) {
            nfree += (unsigned)__builtin_popcountll(r->free[w]);
            ndirty += (unsigned)__builtin_popcountll(r->dirty[w]);
            KR_ASSERT(!(r->dirty[w] & ~r->free[w]));
        }
        KR_ASSERT(nfree == r->nfree && nfree - ndirty == r->nclean);
        dirty += ndirty;
        held += REGION_UNITS - nfree;
    }
    KR_ASSERT(dirty == p->dirty_units);
    KR_ASSERT(held << UNIT_SHIFT >= p->block_bytes);
    KR_ASSERT(kr__heap(vm)->mem.used >= p->block_bytes + (dirty << UNIT_SHIFT) + p->large_bytes);
    (void)held, (void)dirty;
}

/* Interned strings are in use, flagged, and found where their hash says. */
static void check_interned(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->interned_cap; i++) {
        uint32_t ref = p->interned[i];
        if (!ref) continue;
        n++;
        KR_ASSERT(kr__cell_at(vm, kr__off(ref)) == ref);
        KR_ASSERT(kr__flags(kr__cell(ref)) & KR_F_STR_INTERNED);
    }
    KR_ASSERT(n == p->ninterned);
}

/* Owners in the side table are in use and say so. */
static void check_side(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->side_cap; i++) {
        uint32_t owner = p->side[i].owner;
        if (!owner) continue;
        n++;
        KR_ASSERT(kr__cell_at(vm, kr__off(owner)) == owner);
        KR_ASSERT(kr__flags(kr__cell(owner)) & KR_F_SIDE);
    }
    KR_ASSERT(n == p->nside);
}

/* See heap.h. Changes nothing; does nothing when there is no address space for the shadow. */
void kr__gc_check(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    KrGc *gc = &p->gc;
    size_t bytes = kr__cage.size / 64;
    uint64_t *shadow = kr__reserve(bytes);
    if (!shadow) return;
    check_lists(vm);
    check_units(vm);
    check_interned(vm);
    check_side(vm);
    Check c = {vm, gc, 0};
    memcpy(shadow, kr__cage_tab.marks, 4096); /* the constants */
    gc->marks = shadow;
    gc->checking = true;
    gc->epoch++;
    kr__blocks_each(vm, false, check_cell, &c);
    gc->checking = false;
    gc->overflow = false;
    gc->marks = kr__cage_tab.marks;
    kr__unreserve(shadow, bytes);
}

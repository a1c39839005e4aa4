/* SPDX-License-Identifier: MIT
 * refs.c: what a cell refers to, as the collector sees it: for gc.get_referents and get_referrers. The cell is traced with
 * a shadow in place of the marks, as gc_check.c does it. */
#include <string.h>

#include "heap/private.h"

typedef struct Walk {
    KrGc *gc;
    void (*f)(void *ud, KrObj *from, uint32_t ref);
    void *ud;
} Walk;

static void walk_cell(void *ud, KrObj *cell) {
    Walk *w = ud;
    KrGc *gc = w->gc;
    uint32_t head = cell->head;
    kr__layout_mut(gc->vm, head >> 8)->mark =
        gc->epoch; /* class and names are no references of the cell */
    kr__gc_scan(gc, cell);
    kr__gc_scan_ranges(gc);
    cell->head = head;
    for (size_t i = 0; i < gc->n; i++) {
        uint32_t ref = gc->stack[i];
        gc->marks[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
        w->f(w->ud, cell, ref);
    }
    gc->n = 0;
}

/* Calls f for each reference in `only`, or in every live cell when it is NULL; each once a cell, in no order. f must not
 * allocate. Finishes sweeping. False: no address space for the shadow; nothing is pending. */
bool kr__heap_each_ref(kr_vm *vm, KrObj *only, void (*f)(void *ud, KrObj *from, uint32_t ref),
                       void *ud) {
    KrGc *gc = &kr__priv(vm)->gc;
    size_t bytes = kr__cage.size / 64;
    uint64_t *shadow = kr__reserve(bytes);
    if (!shadow) return false;
    gc->vm = vm;
    gc->heap = kr__heap(vm);
    gc->base = kr__cage.base;
    memcpy(shadow, kr__cage_tab.marks, 4096); /* the constants */
    gc->marks = shadow;
    gc->checking = true;
    gc->epoch++;
    Walk w = {gc, f, ud};
    if (only)
        walk_cell(&w, only);
    else
        kr__blocks_each(vm, false, walk_cell, &w);
    gc->checking = false;
    gc->overflow = false;
    gc->marks = kr__cage_tab.marks;
    kr__unreserve(shadow, bytes);
    return true;
}

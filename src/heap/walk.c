/* SPDX-License-Identifier: MIT
 * walk.c: references of cells and of roots, one at a time (walk.h). What the collector would mark is pushed on its stack
 * instead and looked at by the caller; heads and marks stay as they are. */
#include "heap/walk.h"

#include <string.h>

bool kr__shadow_begin(kr_vm *vm, KrShadow *s) {
    KrGc *gc = &kr__priv(vm)->gc;
    s->gc = gc;
    s->bytes = kr__cage.size / 64;
    uint64_t *shadow = kr__reserve(s->bytes);
    if (!shadow) return false;
    memcpy(shadow, kr__cage_tab.marks, 4096); /* the constants */
    gc->vm = vm;
    gc->heap = kr__heap(vm);
    gc->base = kr__cage.base;
    gc->marks = shadow;
    gc->checking = true;
    gc->full = true;
    gc->epoch++;
    gc->n = 0;
    gc->ranges.n = 0;
    for (uint32_t i = 0; i < gc->heap->nlayouts; i++) kr__layout_mut(vm, i)->mark = gc->epoch;
    return true;
}

void kr__shadow_end(KrShadow *s) {
    KrGc *gc = s->gc;
    kr__unreserve(gc->marks, s->bytes);
    gc->marks = kr__cage_tab.marks;
    gc->checking = gc->overflow = false;
    gc->n = 0;
    gc->ranges.n = 0;
}

void kr__shadow_scan(KrShadow *s, KrObj *cell) {
    uint32_t head = cell->head;
    kr__gc_scan(s->gc, cell);
    cell->head = head;
}

void kr__shadow_roots(KrShadow *s, KrRootKind kind) {
    KrGc *gc = s->gc;
    gc->checking = false; /* conservative roots count, too */
    switch (kind) {
    case KR_ROOT_MACHINE: gc->heap->trace_roots(gc->vm, gc); break;
    case KR_ROOT_STACK: kr__gc_own_stack(gc); break;
    case KR_ROOT_TABLES:
        kr__layouts_roots(gc);
        kr__intern_roots(gc);
        kr__side_roots(gc);
        break;
    case KR_ROOT_NONE: break;
    }
    gc->checking = true;
}

void kr__shadow_clear(KrShadow *s) {
    KrGc *gc = s->gc;
    for (size_t i = 0; i < gc->n; i++) {
        uint32_t ref = gc->stack[i];
        gc->marks[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
    }
    gc->n = 0;
}

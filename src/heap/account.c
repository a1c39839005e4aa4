/* SPDX-License-Identifier: MIT
 * account.c: what the heap tells about itself: statistics, a walk over all cells, tracemalloc.
 *
 * tracemalloc counts what was made since its start and is alive: the cells and large buffers that
 * have a traceback in origins.c. A sum over them is exact. The peak follows from what collections
 * find alive and what is handed out between them, so they come often enough while tracing is on. */

#include "heap/private.h"

/* ---- statistics ---- */

/* See heap.h. */
void kr__gc_stats(kr_vm *vm, KrGcStats *out) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    *out = (KrGcStats){.young = p->young_count,
                       .full = p->full_count,
                       .seconds = p->seconds,
                       .live = p->live_full,
                       .seed = p->stress_seed,
                       .cells = p->cell_bytes + p->since,
                       .buffers = p->large_bytes};
    size_t both = out->cells + out->buffers;
    out->overhead = h->mem.used > both ? h->mem.used - both : 0;
}

/* See heap.h. Cells that nobody reaches but no collection has found dead are among them. */
void kr__heap_each(kr_vm *vm, void (*f)(void *ud, KrObj *cell), void *ud) {
    kr__blocks_each(vm, false, f, ud);
}

/* ---- tracemalloc ---- */

/* All that is there counts as made before. */
static void begin(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    kr__origins_clear(vm);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain) l->origin = 0;
    p->trace_live = p->trace_largest = p->trace_peak = 0;
    p->trace_since = p->since;
    p->trace_before = p->live + p->since;
    if (p->young_limit > p->since + kr__trace_room(vm))
        p->young_limit = p->since + kr__trace_room(vm);
}

/* See heap.h. */
void kr__trace_clear(kr_vm *vm) {
    if (!kr__priv(vm)->origins) return;
    kr__gc_collect(vm, true);
    begin(vm);
}

/* See heap.h. A full collection comes first where one is possible. */
bool kr__trace_start(kr_vm *vm, unsigned limit) {
    KrHeap *h = kr__heap(vm);
    if (h->tracing) return true;
    kr__gc_collect(vm, true);
    if (!kr__origins_open(vm, limit)) {
        kr__heap_no_memory(vm);
        return false;
    }
    h->tracing = true;
    kr__blocks_slow(vm, SLOW_TRACE, true);
    begin(vm);
    return true;
}

void kr__trace_stop(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    if (!h->tracing) return;
    kr__blocks_slow(vm, SLOW_TRACE, false);
    kr__origins_close(vm);
    h->tracing = false;
}

typedef struct Traced {
    const KrHeapPrivate *p;
    void (*f)(void *ud, size_t bytes, uint32_t traceback);
    void *ud;
} Traced;

static void tell_cell(void *ud, KrObj *cell) {
    const Traced *t = ud;
    uint32_t ref = kr__ref(cell), no = kr__origin_of(t->p, ref);
    if (no) t->f(t->ud, kr__unit_cell_bytes(ref), no);
}

/* With `marked` only what the last collection found alive. */
static void each_traced(kr_vm *vm, bool marked,
                        void (*f)(void *ud, size_t bytes, uint32_t traceback), void *ud) {
    KrHeapPrivate *p = kr__priv(vm);
    Traced t = {p, f, ud};
    kr__blocks_each(vm, marked, tell_cell, &t);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->origin) f(ud, l->size, l->origin);
}

/* See heap.h. */
void kr__trace_each(kr_vm *vm, void (*f)(void *ud, size_t bytes, uint32_t traceback), void *ud) {
    if (kr__priv(vm)->origins) each_traced(vm, false, f, ud);
}

/* See heap.h. Constants are never traced. */
uint32_t kr__trace_of(kr_vm *vm, const void *cell) {
    const KrHeapPrivate *p = kr__priv(vm);
    return p->origins ? kr__origin_of(p, kr__ref(cell)) : 0;
}

/* See heap.h. */
size_t kr__trace_own_bytes(kr_vm *vm) { return kr__origins_bytes(vm); }

static void add(void *ud, size_t bytes, uint32_t traceback) {
    (void)traceback;
    *(size_t *)ud += bytes;
}

static size_t traced_bytes(kr_vm *vm, bool marked) {
    size_t bytes = 0;
    each_traced(vm, marked, add, &bytes);
    return bytes;
}

/* See heap.h. Both are 0 when nothing is traced. */
void kr__trace_get(kr_vm *vm, size_t *current, size_t *peak) {
    KrHeapPrivate *p = kr__priv(vm);
    *current = *peak = 0;
    if (!p->origins) return;
    *current = traced_bytes(vm, false);
    if (*current > p->trace_peak) p->trace_peak = *current;
    *peak = p->trace_peak;
}

void kr__trace_reset_peak(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    p->trace_peak = p->origins ? traced_bytes(vm, false) : 0;
    p->trace_largest = p->trace_live;
}

/*
 * Called at the end of a collection, when `since` still says what was handed out before it. The peak
 * takes what was held then, garbage included. A young collection leaves old garbage, and what is left
 * counts as alive as far as anybody knows.
 */
void kr__trace_after_finish(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t held = p->trace_live + (p->since - p->trace_since);
    size_t left = p->cell_bytes + p->large_bytes;
    if (held > p->trace_peak) p->trace_peak = held;
    p->trace_since = 0;
    kr__origins_after_mark(vm);
    if (!full) {
        p->trace_live = left > p->trace_before ? left - p->trace_before : 0;
        return;
    }
    p->trace_live = traced_bytes(vm, true);
    p->trace_before = left - p->trace_live;
    if (p->trace_live > p->trace_largest) p->trace_largest = p->trace_live;
}

/* What may be handed out until the peak could be more than 1/8 and 64 KB over the truth. 0: what lives
 * has to be counted anew. */
size_t kr__trace_room(kr_vm *vm) {
    const KrHeapPrivate *p = kr__priv(vm);
    size_t bound = p->trace_largest + p->trace_largest / 8 + ((size_t)64 << 10);
    return bound > p->trace_live ? bound - p->trace_live : 0;
}

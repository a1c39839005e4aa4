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

/* Bytes made since the last collection: `since` has whole runs in it. */
static size_t made(const KrHeapPrivate *p) {
    size_t bytes = p->since;
    for (unsigned c = 0; c < KR_CLASSES; c++) bytes -= (size_t)(p->runs[c].end - p->runs[c].at);
    return bytes;
}

/* All that is there counts as made before. */
static void begin(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    kr__origins_clear(vm);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain) l->origin = 0;
    p->trace_live = p->trace_largest = p->trace_peak = 0;
    p->trace_since = made(p);
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

static void each_traced(kr_vm *vm, void (*f)(void *ud, size_t bytes, uint32_t traceback),
                        void *ud) {
    KrHeapPrivate *p = kr__priv(vm);
    Traced t = {p, f, ud};
    kr__blocks_each(vm, false, tell_cell, &t);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->origin) f(ud, l->size, l->origin);
}

/* See heap.h. */
void kr__trace_each(kr_vm *vm, void (*f)(void *ud, size_t bytes, uint32_t traceback), void *ud) {
    if (kr__priv(vm)->origins) each_traced(vm, f, ud);
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

static size_t traced_bytes(kr_vm *vm) {
    size_t bytes = 0;
    each_traced(vm, add, &bytes);
    return bytes;
}

/* See heap.h. Both are 0 when nothing is traced. */
void kr__trace_get(kr_vm *vm, size_t *current, size_t *peak) {
    KrHeapPrivate *p = kr__priv(vm);
    *current = *peak = 0;
    if (!p->origins) return;
    *current = traced_bytes(vm);
    if (*current > p->trace_peak) p->trace_peak = *current;
    *peak = p->trace_peak;
}

void kr__trace_reset_peak(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    p->trace_peak = p->origins ? traced_bytes(vm) : 0;
    p->trace_largest = p->trace_live;
}

/* The peak takes what is held now, garbage included. Called before anything is let go. */
void kr__trace_see_peak(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t held = p->trace_live + made(p) - p->trace_since;
    if (held > p->trace_peak) p->trace_peak = held;
}

/* A buffer of n bytes is let go. While tracemalloc is on, `since` loses only what it has of it. */
void kr__account_let_go(kr_vm *vm, size_t n, bool traced) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t fresh = p->since;
    if (p->origins) {
        kr__trace_see_peak(vm);
        fresh = traced ? p->since - p->trace_since : 0;
        size_t *older = traced ? &p->trace_live : &p->trace_before,
               rest = n - (fresh < n ? fresh : n);
        *older -= rest < *older ? rest : *older;
    }
    p->since -= fresh < n ? fresh : n;
}

/* Called at the end of a collection. A young one leaves old garbage, and what is left counts as alive as far as anybody
 * knows. */
void kr__trace_after_finish(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t left = p->cell_bytes + p->large_bytes;
    p->trace_since = 0;
    kr__origins_after_mark(vm);
    if (!full) {
        p->trace_live = left > p->trace_before ? left - p->trace_before : 0;
        return;
    }
    for (uint32_t i = 0; i < p->large_cap;
         i++) /* to the cells, which kr__blocks_finish has counted */
        for (const KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->origin) p->trace_live += l->size;
    p->trace_before = left - p->trace_live;
    if (p->trace_live > p->trace_largest) p->trace_largest = p->trace_live;
}

/* How far the peak may be over the truth. */
static size_t tolerance(const KrHeapPrivate *p) {
    return p->trace_largest / 8 + ((size_t)64 << 10);
}

/* What may be handed out until the peak could be further over the truth than that. */
size_t kr__trace_room(kr_vm *vm) {
    const KrHeapPrivate *p = kr__priv(vm);
    size_t bound = p->trace_largest + tolerance(p);
    return bound > p->trace_live ? bound - p->trace_live : 0;
}

/* `since` has reached the limit, but it has whole runs in it. Is it time to collect by what was made? Otherwise sets how
 * many bytes may be made before it could be. */
bool kr__trace_due(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t bytes = made(p);
    p->trace_tick = bytes < p->young_limit ? (ptrdiff_t)(p->young_limit - bytes) : 0;
    return bytes >= p->young_limit;
}

/* After a young collection: what lives has to be counted anew. Not only when no room is left, or collections would come
 * after ever fewer bytes. */
bool kr__trace_wants_full(kr_vm *vm) {
    const KrHeapPrivate *p = kr__priv(vm);
    return p->origins && kr__trace_room(vm) < tolerance(p) / 4;
}

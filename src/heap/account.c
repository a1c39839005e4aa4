/* SPDX-License-Identifier: MIT
 * account.c: what the heap tells about itself: statistics, a walk over all cells, tracemalloc.
 *
 * tracemalloc counts what was allocated since its start and is alive. Instead of noting every
 * allocation it notes, in a bitmap like the marks, the cells that were there before; a bit goes when
 * its cell dies. So tracing costs nothing in the allocator and the sum is exact. */
#include <string.h>

#include "heap/private.h"

static bool was_before(const KrHeapPrivate *p, uint32_t ref) {
    return p->before[ref >> 7] >> ((ref >> 1) & 63) & 1;
}

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

static void note_before(void *ud, KrObj *cell) {
    KrHeapPrivate *p = ud;
    uint32_t ref = kr__ref(cell);
    p->before[ref >> 7] |= (uint64_t)1 << ((ref >> 1) & 63);
}

/* All that is there counts as made before. */
void kr__trace_clear(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!p->before) return;
    kr__decommit(p->before, p->before_bytes);
    kr__blocks_each(vm, false, note_before, p);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain) l->traced = false;
    p->trace_live = p->trace_peak = 0;
    p->trace_since = p->since;
}

/* See heap.h. A full collection comes first where one is possible. */
bool kr__trace_start(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    if (h->tracing) return true;
    kr__gc_collect(vm, true);
    p->before_bytes = kr__cage.size / 64;
    p->before = kr__reserve(p->before_bytes);
    if (!p->before) {
        kr__heap_no_memory(vm);
        return false;
    }
    h->tracing = true;
    kr__trace_clear(vm);
    return true;
}

void kr__trace_stop(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    if (p->before) kr__unreserve(p->before, p->before_bytes);
    p->before = NULL;
    h->tracing = false;
}

typedef struct Sum {
    const KrHeapPrivate *p;
    size_t bytes;
} Sum;

static void add_traced(void *ud, KrObj *cell) {
    Sum *s = ud;
    uint32_t ref = kr__ref(cell);
    if (!was_before(s->p, ref)) s->bytes += kr__unit_cell_bytes(ref);
}

static size_t traced_bytes(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    Sum s = {p, 0};
    kr__blocks_each(vm, false, add_traced, &s);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->traced) s.bytes += l->size;
    return s.bytes;
}

/* See heap.h. Both are 0 when nothing is traced. */
void kr__trace_get(kr_vm *vm, size_t *current, size_t *peak) {
    KrHeapPrivate *p = kr__priv(vm);
    *current = p->before ? traced_bytes(vm) : 0;
    if (*current > p->trace_peak) p->trace_peak = *current;
    *peak = p->before ? p->trace_peak : 0;
}

void kr__trace_reset_peak(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    p->trace_peak = p->before ? traced_bytes(vm) : 0;
}

/* Called when marking is over and before anything is freed: bits of the dead go, the peak is noted.
 * The peak counts garbage that no collection had found yet: at most what pacing allows. */
void kr__trace_after_mark(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!p->before) return;
    size_t now = p->trace_live + (p->since - p->trace_since);
    if (now > p->trace_peak) p->trace_peak = now;
    p->trace_since = 0;
    if (!full) {
        p->trace_live = now; /* an upper bound, until the next full collection */
        return;
    }
    const size_t words = REGION_SIZE / 512;
    Sum s = {p, 0};
    for (uint32_t i = 0; i < p->regions.n; i++) {
        uint64_t at = (uint64_t)p->regions.data[i].no * words;
        for (uint64_t w = at; w < at + words; w++)
            if (p->before[w]) p->before[w] &= kr__cage_tab.marks[w];
    }
    kr__blocks_each(vm, true, add_traced, &s);
    for (uint32_t i = 0; i < p->large_cap; i++)
        for (KrLarge *l = p->large[i]; l; l = l->chain)
            if (l->traced) s.bytes += l->size;
    p->trace_live = s.bytes;
}

/* SPDX-License-Identifier: MIT
 * gc.c: the collector's marking, the remembered set, and when to collect.
 *
 * PHASES of one collection, all in one go, no Python code inside:
 *   1  runs are closed, so that blocks tell which cells are in use
 *   2  full only: all marks, cards and the remembered set are cleared
 *   3  roots are marked: the heap's own, those of trace_roots, the C stack conservatively;
 *      young only: remembered cells and dirty cards are traced
 *   4  everything reachable is marked (drain)
 *   5  side.c: weak references are cleared, the finalizable and the owners of live views are kept,
 *      which marks more
 *   6  tables that are weak to cells are pruned; large buffers, blocks and spans are sorted or freed
 *
 * Generations are sticky marks: marks survive the collection, a marked cell is old, and a young
 * collection does not enter old cells. A cell gets KR_F_OLD when it is traced, so the barrier sees
 * the first store into it; remembering takes the flag away until the next collection.
 *
 * The mark stack may fail to grow. Then `overflow` is set, the marked but untraced cell is found
 * again by walking all marked cells, and only time is lost. Long arrays are not pushed item by item
 * but stand in `ranges`, so the stack stays short. */
#define _GNU_SOURCE
#include <string.h>
#include <time.h>

#include "heap/private.h"

#define RANGE_STEP 512
#define RING 8 /* cells between their prefetch and their visit */
#define STACK_KEEP 65536
#define STARVED_SOME 16                 /* refusals in a row of which each may collect … */
#define STARVED_SKIP 64                 /* … and then one of so many */
#define WATCHED_STEP ((size_t)64 << 10) /* bytes between collections that a watcher sees */
#define BIG ((size_t)1 << 20)           /* bytes for which garbage may make way */

kr_vm *kr__gc_vm(KrGc *gc) { return gc->vm; }

/* CPU seconds of this thread. */
double kr__gc_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- marking ---- */

static KR_NOINLINE bool stack_grow(KrGc *gc) {
    size_t cap = gc->cap ? gc->cap * 2 : 1024;
    uint32_t *s = kr__mem_realloc(&gc->heap->mem, gc->stack, gc->cap * 4, cap * 4);
    if (!s) {
        gc->overflow = true;
        return false;
    }
    gc->stack = s;
    gc->cap = cap;
    return true;
}

/* Marks a cell and has it traced later. Cells marked already are passed over. */
KR_INLINE void mark(KrGc *gc, uint32_t ref) {
    uint64_t *w = &gc->marks[ref >> 7], m = (uint64_t)1 << ((ref >> 1) & 63);
    if (*w & m) return;
    KR_ASSERT(kr__cell_at(gc->vm, kr__off(ref)) == ref);
    *w |= m;
    if (KR_UNLIKELY(gc->n == gc->cap) && !stack_grow(gc)) return;
    gc->stack[gc->n++] = ref;
}

void kr__trace_ref(KrGc *gc, uint32_t ref) { mark(gc, ref); }

static void trace_slots(KrGc *gc, const Slot *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (kr__slot_is_ref(s[i])) mark(gc, s[i].bits);
}

static void trace_values(KrGc *gc, const Value *v, size_t n) {
    for (size_t i = 0; i < n; i++) kr__trace_value(gc, v[i]);
}

static void trace_entries(KrGc *gc, const KrArrayRange *r, size_t n) {
    const char *e = r->at;
    for (size_t i = 0; i < n; i++, e += r->stride) {
        for (unsigned m = r->slots; m; m &= m - 1)
            kr__trace_slot(gc, *(const Slot *)(e + 4 * __builtin_ctz(m)));
        for (unsigned m = r->values; m; m &= m - 1)
            kr__trace_value(gc, *(const Value *)(e + 4 * __builtin_ctz(m)));
    }
}

static void trace_range(KrGc *gc, const KrArrayRange *r, size_t n) {
    if (r->stride == sizeof(Slot))
        trace_slots(gc, r->at, n);
    else if (r->stride == sizeof(Value) && r->values == 1)
        trace_values(gc, r->at, n);
    else
        trace_entries(gc, r, n);
}

/* Puts a long array off, so that it does not flood the mark stack. */
static void trace_array(KrGc *gc, KrArrayRange r) {
    if (r.n > RANGE_STEP && kr__vec_push(&gc->heap->mem, &gc->ranges, r)) return;
    trace_range(gc, &r, r.n);
}

/* See heap.h. The arrays must stay where they are until the collection ends. */
void kr__trace_slots(KrGc *gc, const Slot *s, size_t n) {
    trace_array(gc, (KrArrayRange){s, n, sizeof(Slot), 1, 0});
}
void kr__trace_values(KrGc *gc, const Value *v, size_t n) {
    trace_array(gc, (KrArrayRange){v, n, sizeof(Value), 0, 1});
}
void kr__trace_entries(KrGc *gc, const void *at, size_t n, unsigned stride, unsigned slots,
                       unsigned values) {
    trace_array(gc, (KrArrayRange){at, n, (uint8_t)stride, (uint8_t)slots, (uint8_t)values});
}

static void step_range(KrGc *gc) {
    KrArrayRange *top = kr__vec_top(&gc->ranges), r = *top;
    size_t n = r.n < RANGE_STEP ? r.n : RANGE_STEP;
    top->n -= n;
    top->at = (const char *)r.at + n * r.stride;
    if (!top->n) gc->ranges.n--;
    trace_range(gc, &r, n);
}

/* What a cell in this layout keeps alive beside what it refers to: the class and the names. */
static KR_NOINLINE void see_layout(KrGc *gc, uint32_t no) {
    KrLayout *l = &gc->heap->layouts[no];
    l->mark = gc->epoch;
    kr__trace_slot(gc, l->cls);
    for (unsigned i = 0; i < l->nfields; i++) kr__trace_slot(gc, l->fields[i].name);
}

/* Fields past the 64 words that the masks cover. */
static void trace_far_fields(KrGc *gc, const char *cell, const KrLayout *l) {
    for (unsigned i = 0; i < l->nfields; i++) {
        const KrField *f = &l->fields[i];
        if (f->over || f->at < 256) continue;
        if (f->width == KR_FIELD_WIDE)
            kr__trace_value(gc, *(const Value *)(cell + f->at));
        else
            kr__trace_slot(gc, *(const Slot *)(cell + f->at));
    }
    if (l->over >= 256 && l->flags & (KR_LF_OVER | KR_LF_DICT))
        kr__trace_slot(gc, *(const Slot *)(cell + l->over));
}

static void trace_tail(KrGc *gc, KrObj *cell, const KrKindInfo *k) {
    uint32_t n = ((const KrSlots *)cell)->len;
    const char *items = (const char *)cell + k->size;
    if (cell->head & KR_F_WIDE)
        kr__trace_values(gc, (const Value *)(((uintptr_t)items + 7) & ~(uintptr_t)7), n);
    else
        kr__trace_slots(gc, (const Slot *)items, n);
}

/* Traces what the marked cell refers to; it is old and clean afterwards. */
static void scan(KrGc *gc, KrObj *cell) {
    uint32_t head = cell->head;
    if (!(head & KR_F_OLD)) cell->head = head | KR_F_OLD;
    const KrLayout *l = &gc->heap->layouts[head >> 8];
    if (KR_UNLIKELY(l->mark != gc->epoch)) see_layout(gc, head >> 8);
    const uint32_t *words = (const uint32_t *)cell;
    for (uint64_t m = l->slots; m; m &= m - 1) {
        Slot s = KR_SLOT(words[__builtin_ctzll(m)]);
        if (kr__slot_is_ref(s)) mark(gc, s.bits);
    }
    for (uint64_t m = l->values; m; m &= m - 1)
        kr__trace_value(gc, *(const Value *)&words[__builtin_ctzll(m)]);
    const KrKindInfo *k = gc->heap->kinds[l->kind];
    if (k->trace) k->trace(gc, cell);
    if (k->tail == 1) trace_tail(gc, cell, k);
    if (KR_UNLIKELY(l->size > 256)) trace_far_fields(gc, (const char *)cell, l);
    if (KR_UNLIKELY(l->flags & KR_LF_TAIL)) kr__trace_slot(gc, *kr__over_slot(gc->vm, cell, l));
}

void kr__gc_scan(KrGc *gc, KrObj *cell) { scan(gc, cell); }
bool kr__gc_scan_some(KrGc *gc) {
    if (!gc->ranges.n) return false;
    step_range(gc);
    return true;
}
void kr__gc_scan_ranges(KrGc *gc) {
    while (gc->ranges.n) step_range(gc);
}
/* Traces all that is on the stack and in the ranges. A few cells wait in a ring while their memory
 * is fetched. */
static void drain_stack(KrGc *gc) {
    uint32_t ring[RING] = {0};
    unsigned at = 0, waiting = 0;
    while (gc->n || waiting || gc->ranges.n) {
        uint32_t next = 0, ready = ring[at];
        if (gc->n) {
            next = gc->stack[--gc->n];
            __builtin_prefetch(gc->base + kr__off(next), 1);
        } else if (!waiting) {
            step_range(gc);
            continue;
        }
        ring[at] = next;
        at = (at + 1) % RING;
        waiting = waiting + (next != 0) - (ready != 0);
        if (ready) scan(gc, (KrObj *)(gc->base + kr__off(ready)));
    }
}

static void rescan(void *ud, KrObj *cell) {
    KrGc *gc = ud;
    scan(gc, cell);
    drain_stack(gc);
}

/* Marks everything reachable from what has been marked so far. */
void kr__gc_drain(KrGc *gc) {
    drain_stack(gc);
    while (KR_UNLIKELY(gc->overflow)) {
        gc->overflow = false;
        kr__blocks_each(gc->vm, true, rescan, gc);
    }
}

/* See private.h. A popped place takes the mark (ref | 1) of the cell whose emission is due, so none
 * is lost for want of memory. */
void kr__gc_drain_flagged(KrGc *gc, uint32_t flags, void (*emit)(KrGc *gc, uint32_t ref)) {
    while (gc->n || gc->ranges.n) {
        if (!gc->n) {
            step_range(gc);
            continue;
        }
        uint32_t ref = gc->stack[--gc->n];
        if (ref & 1) {
            emit(gc, ref & ~1u);
            continue;
        }
        KrObj *cell = kr__cell(ref);
        if (cell->head & flags) gc->stack[gc->n++] = ref | 1;
        scan(gc, cell);
    }
    kr__gc_drain(gc);
}

bool kr__is_marked(KrGc *gc, uint32_t ref) {
    (void)gc;
    return kr__mark_test(ref);
}

/* ---- the remembered set ---- */

/* See heap.h: the slow way of kr__barrier. Never fails, never collects. */
void kr__remember(kr_vm *vm, KrObj *cell) {
    KrHeapPrivate *p = kr__priv(vm);
    KR_ASSERT(kr__ref(cell) >= 0x1000);
    cell->head &= ~KR_F_OLD;
    if (!kr__vec_push(&kr__heap(vm)->mem, &p->remembered, kr__ref(cell))) p->must_full = true;
}

static void trace_remembered(KrGc *gc) {
    KrHeapPrivate *p = kr__priv(gc->vm);
    for (uint32_t i = 0; i < p->remembered.n; i++) {
        scan(gc, kr__cell(p->remembered.data[i]));
        kr__gc_drain(gc);
    }
    p->remembered.n = 0;
    gc->cards_only = true;
    for (uint32_t i = 0; i < p->dirty.n; i++) scan(gc, kr__cell(p->dirty.data[i].owner));
    gc->cards_only = false;
    kr__gc_drain(gc);
    kr__cards_clear(gc->vm);
}

/* ---- the C stack ---- */

static void mark_found(KrGc *gc, uint64_t off) {
    uint32_t ref = kr__cell_at(gc->vm, off);
    if (!ref) return;
    KrObj *cell = kr__cell(ref);
    mark(gc, ref);
    if (cell->head >> 8 == KR_T_BUFFER) { /* a local may hold the items only */
        uint32_t owner = ((const uint32_t *)cell)[1];
        if (owner && kr__cell_at(gc->vm, kr__off(owner)) == owner) mark(gc, owner);
    }
}

/* A word that may be a pointer into the cage, an offset in it, or hold one or two references. */
static void mark_word(KrGc *gc, uint64_t w) {
    uint64_t off = w - (uint64_t)(uintptr_t)gc->base;
    if (off < kr__cage.size) {
        mark_found(gc, off);
    } else if (kr__priv(gc->vm)->nlarge && w >> 47 == 0 && w >> 32) {
        uint32_t owner = kr__large_keep(gc->vm, (const void *)(uintptr_t)w);
        if (owner && kr__cell_at(gc->vm, kr__off(owner)) == owner) mark(gc, owner);
    }
    if (w < kr__cage.size) mark_found(gc, w);
    mark_found(gc, kr__off((uint32_t)w));
    if (w >> 32) mark_found(gc, kr__off((uint32_t)(w >> 32)));
}

/* See heap.h. */
__attribute__((no_sanitize("address"))) void kr__trace_stack(KrGc *gc, const void *low,
                                                             const void *high) {
    if (gc->checking) return;
    const uint64_t *w = (const uint64_t *)(((uintptr_t)low + 7) & ~(uintptr_t)7);
    for (; (const char *)(w + 1) <= (const char *)high; w++) mark_word(gc, *w);
}

/* See heap.h. gc_check passes it over: a stale reference may name a younger cell by now. */
void kr__trace_maybe(KrGc *gc, const Value *v, size_t n) {
    if (gc->checking) return;
    for (size_t i = 0; i < n; i++)
        if (kr__is_ref(v[i]) && kr__ok(v[i])) mark_found(gc, kr__off((uint32_t)v[i].bits));
}

/* Spills the registers into this frame and scans from here to the base; or from where they were spilled for the machine
 * that asks for the collection. */
static KR_NOINLINE void trace_own_stack(KrGc *gc) {
    __builtin_unwind_init();
    const void *low = kr__heap(gc->vm)->scan_from;
    kr__trace_stack(gc, low ? low : __builtin_frame_address(0), kr__priv(gc->vm)->stack_base);
}
void kr__gc_own_stack(KrGc *gc) { trace_own_stack(gc); }

/* Where the C stack of the running thread begins (its highest address of interest). */
void kr__gc_stack_base(kr_vm *vm, const void *base) { kr__priv(vm)->stack_base = base; }
const void *kr__gc_get_stack_base(kr_vm *vm) { return kr__priv(vm)->stack_base; }

/* ---- a collection ---- */

static bool can_collect(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    return !kr__heap(vm)->no_gc && !p->gc.active && (p->stack_base || kr__heap(vm)->stw_precise);
}

static void begin_full(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    kr__blocks_clean_heads(vm);
    kr__blocks_clear_marks(vm);
    kr__large_unmark(vm);
    kr__cards_clear(vm);
    p->remembered.n = 0;
    p->must_full = false;
}

static void trace_everything(KrGc *gc) {
    kr_vm *vm = gc->vm;
    kr__layouts_roots(gc);
    kr__intern_roots(gc);
    kr__side_roots(gc);
    kr__origins_roots(gc);
    gc->heap->trace_roots(vm, gc);
    kr__gc_drain(gc);
    if (!gc->heap->stw_precise) trace_own_stack(gc);
    if (!gc->full) trace_remembered(gc);
    kr__gc_drain(gc);
}

static void prune(KrGc *gc) {
    kr_vm *vm = gc->vm;
    kr__side_after_mark(gc);
    if (gc->heap->after_mark) gc->heap->after_mark(vm, gc, gc->full);
    kr__gc_drain(gc);
    kr__priv(vm)->left_some = kr__priv(vm)->finals.v.n;
    if (kr__priv(vm)->garbage && gc->full) kr__gc_tell_garbage(gc, kr__priv(vm)->garbage);
    kr__side_prune(gc);
    kr__intern_prune(gc);
    kr__layouts_retire(gc);
}

static void pace(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    p->live = p->cell_bytes + p->large_bytes;
    if (full) p->live_full = p->live;
    size_t young = p->live / 8;
    p->young_limit = young < ((size_t)1 << 20) ? (size_t)1 << 20 : young;
    if (kr__heap(vm)->watch) p->young_limit = young / 8 > WATCHED_STEP ? young / 8 : WATCHED_STEP;
    p->since = 0;
    p->trace_tick = 0;
    if (p->origins && p->young_limit > kr__trace_room(vm)) p->young_limit = kr__trace_room(vm);
    kr__gc_full_at(vm, kr__heap(vm)->full_at);
}

/* See heap.h. */
void kr__gc_full_at(kr_vm *vm, size_t bytes) {
    KrHeapPrivate *p = kr__priv(vm);
    kr__heap(vm)->full_at = bytes;
    if (!bytes) return;
    size_t room = bytes > p->live + WATCHED_STEP ? bytes - p->live : WATCHED_STEP;
    if (p->young_limit > room) p->young_limit = room;
}

static void give_back(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    kr__blocks_trim(vm, p->live / 2 + ((size_t)1 << 20));
    KrGc *gc = &p->gc;
    if (gc->cap > STACK_KEEP) {
        gc->stack = kr__mem_realloc(m, gc->stack, gc->cap * 4, STACK_KEEP * 4); /* never fails */
        gc->cap = STACK_KEEP;
    }
}

static void run_collection(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    KrGc *gc = &p->gc;
    gc->vm = vm;
    gc->heap = kr__heap(vm);
    gc->marks = kr__cage_tab.marks;
    gc->base = kr__cage.base;
    gc->full = full;
    gc->keep_cycles = (p->for_death || p->for_files || gc->heap->keep_cycles) && !p->asked;
    gc->epoch++;
    kr__blocks_close_runs(vm);
    if (p->origins) kr__trace_see_peak(vm);
    if (full) begin_full(vm);
    trace_everything(gc);
    prune(gc);
    kr__large_sweep(vm);
    kr__blocks_finish(vm, full);
    if (p->origins) kr__trace_after_finish(vm, full);
    pace(vm, full);
    kr__side_trim(vm, full);
    if (full) give_back(vm);
}

/* See heap.h. Does nothing where the C stack cannot be scanned, or inside a collection. */
KR_NOINLINE void kr__gc_collect(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    KrHeap *h = kr__heap(vm);
    if (!can_collect(vm)) return;
    full |= h->want_full | p->must_full;
    if (p->live + p->since >= p->live_full + p->live_full * 2 / 5 + ((size_t)2 << 20)) full = true;
    if (h->full_at && p->live + p->since >= h->full_at) full = true;
    h->want_gc = h->want_full = false;
    if (p->live + p->since > p->most) p->most = p->live + p->since;
    double start = kr__gc_clock();
    p->gc.active = true;
    run_collection(vm, full);
    if (!full && kr__trace_wants_full(vm)) run_collection(vm, full = true);
    p->gc.active = false;
    double took = kr__gc_clock() - start;
    p->seconds += took;
    if (p->for_files)
        p->files_seconds += took;
    else if (p->for_death)
        p->death_seconds += took;
    p->for_death = p->for_files = p->asked = false;
    if (full) p->garbage = NULL;
    if (full)
        p->full_count++;
    else
        p->young_count++;
#if defined KR_DEBUG
    if (full) kr__gc_check(vm);
#endif
    if (h->watch) h->watch->collected(vm, full);
    if (h->collected) h->collected(vm, full);
    if (h->has_pending && h->wake) h->wake(vm);
}

/* See heap.h. */
void kr__gc_request(kr_vm *vm, bool full) {
    KrHeap *h = kr__heap(vm);
    h->want_gc = kr__priv(vm)->asked = true;
    h->want_full |= full;
    if (h->wake) h->wake(vm);
}

/* See heap.h. */
void kr__gc_request_count(kr_vm *vm, bool (*f)(kr_vm *vm, KrObj *cell)) {
    kr__priv(vm)->garbage = f;
    kr__gc_request(vm, true);
}
bool kr__gc_left_some(kr_vm *vm) { return kr__priv(vm)->left_some; }

/* Requests a collection unless such ones have had 3 % of the time already, after the first tenth of
 * a second. */
static void request_death(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    KrHeap *h = kr__heap(vm);
    if (h->patient && h->patient(vm)) return;
    if (p->death_seconds > 0.1 && p->death_seconds > (kr__gc_clock() - p->start_cpu) * 0.03 + 0.1)
        return;
    p->for_death = h->want_gc = true;
    h->want_full |= full;
    if (h->wake) h->wake(vm);
}

/* See heap.h. */
void kr__gc_request_exit(kr_vm *vm, bool full) {
    KrHeap *h = kr__heap(vm);
    kr__priv(vm)->for_files = h->want_gc = true;
    h->want_full |= full;
    if (h->wake) h->wake(vm);
}
bool kr__gc_request_files(kr_vm *vm, bool full) {
    const KrHeapPrivate *p = kr__priv(vm);
    if (p->files_seconds > 0.2 + (kr__gc_clock() - p->start_cpu) * 0.05) return false;
    kr__gc_request_exit(vm, full);
    return true;
}

/* See heap.h. A view alone is nothing that somebody could miss; a class refers to itself, so that only a search for
 * cycles would ever find it dead. */
void kr__gc_request_death(kr_vm *vm, Value dying) {
    if (!kr__is_ref(dying) || !kr__ok(dying)) return;
    KrObj *o = kr__ptr(dying);
    if (kr__kind(vm, o) == KR_K_TYPE) return;
    if (!(o->head & KR_F_FINAL) && !kr__ok(kr__side_weak(vm, o))) return;
    request_death(vm, kr__mark_test((uint32_t)dying.bits));
}

/* See heap.h. What survived a collection meanwhile takes a full one to be found dead. */
void kr__gc_request_left(kr_vm *vm) {
    const KrHeapPrivate *p = kr__priv(vm);
    if (p->final_young.n)
        request_death(vm, false);
    else if (p->final_old.n)
        request_death(vm, true);
}

/* ---- pacing ---- */

bool kr__gc_due(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    if (KR_LIKELY(p->since < p->young_limit) || !can_collect(vm)) return false;
    return !p->origins || kr__trace_due(vm);
}

/*
 * Garbage makes way for something big that would raise the most ever held, when an eighth of what
 * lived has been handed out since the last full collection; and so do free units kept for cells.
 * So texts built from millions of parts do not stand beside their dead parts, and a VM that only
 * grows collects in full no more often than each time it grew by an eighth.
 */
void kr__gc_make_way(kr_vm *vm, size_t n) {
    KrHeapPrivate *p = kr__priv(vm);
    size_t held = p->live + p->since;
    bool full = n >= BIG && held + n > p->most && held >= p->live_full + p->live_full / 8;
    if ((full && can_collect(vm)) || kr__gc_due(vm)) kr__gc_collect(vm, full);
    if (p->live + p->since + n > p->most) p->most = p->live + p->since + n;
    p->trace_tick = 0;
    size_t kept = p->dirty_units << UNIT_SHIFT;
    if (n >= BIG && kept) kr__blocks_trim(vm, kept > n ? kept - n : 0);
}

/* A MemoryError may let go of much, so each refusal is worth a collection; but where one after the other has freed
 * less than 1/16 of the limit, only now and then: MemoryError is better than collecting without end. */
bool kr__heap_relief(kr_vm *vm, size_t need) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    if (!can_collect(vm) || kr__heap(vm)->scarce) return false;
    size_t step = m->limit / 16;
    if (p->starved && m->used + need > m->limit && p->since < step) {
        bool patient = p->starved < STARVED_SOME ? p->limping : p->starved % STARVED_SKIP != 0;
        p->limping = false;
        p->starved++;
        if (patient) return false;
    }
    size_t before = p->live + p->since;
    kr__gc_collect(vm, true);
    kr__blocks_trim(vm, 0);
    bool freed_little = m->limit && before < p->live + step;
    bool relieved = !m->limit || m->used + need <= m->limit || before > p->live;
    p->starved = freed_little ? p->starved + !p->starved : 0;
    p->limping = freed_little && relieved;
    return relieved;
}

/* See heap.h. */
void kr__gc_stress_seed(kr_vm *vm, uint64_t seed) {
    KrHeapPrivate *p = kr__priv(vm);
    if (seed) p->stress_seed = p->stress_state = seed;
    p->stress_count = p->stress_next = 0;
}

/* In the stress build: collects at every allocation for the first 2,000, then at every k-th. */
void kr__gc_stress(kr_vm *vm) {
#ifdef KR_STRESS
    KrHeapPrivate *p = kr__priv(vm);
    if (!can_collect(vm)) return;
    uint64_t n = p->stress_count++;
    if (n < p->stress_next) return;
    if (n >= 2000) {
        p->stress_state = p->stress_state * 6364136223846793005u + 1442695040888963407u;
        p->stress_next = n + 1 + (p->stress_state >> 33) % (1000 + p->live / 512);
    }
    kr__gc_collect(vm, n % 8 == 0 || n > 2000);
#else
    (void)vm;
#endif
}

/* SPDX-License-Identifier: MIT
 * block.c: where cells come from: regions, units, blocks of size classes, spans, and the runs that
 * kr__new bumps through. private.h says what the states of a block mean.
 *
 * Sweeping is lazy. The end of marking only counts marks and sorts blocks into lists; the free runs
 * of a block are found from its marks, and zeroed, when allocation comes to it. So nobody touches
 * the memory of the dead, and of a cell that dies nothing is looked at again. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "heap/private.h"

#define REGION_COST \
    ((size_t)5 << UNIT_SHIFT) /* what the tables beside the cage take for a region */
#define HUGE_FROM ((size_t)64 << 20)
#define TRACED_RUN 2048u /* bytes of a run while tracemalloc is on */

const uint16_t kr__class_size[KR_CLASSES] = {
    0,   8,   16,  24,   32,   40,   48,   56,   64,   72,   80,   88,  96,  104, 112,
    120, 128, 136, 144,  152,  160,  168,  176,  184,  192,  200,  208, 216, 224, 232,
    240, 248, 256, 288,  320,  352,  384,  416,  448,  480,  512,  576, 640, 704, 768,
    832, 896, 960, 1024, 1152, 1280, 1408, 1536, 1664, 1792, 1920, 2048};

/* Size class of 1 to KR_SMALL_MAX bytes. */
unsigned kr__size_class_of(size_t size) {
    if (size <= KR_EXACT_MAX) return (unsigned)(size + 7) / 8;
    if (size <= 512) return 32 + (unsigned)(size - 256 + 31) / 32;
    if (size <= 1024) return 40 + (unsigned)(size - 512 + 63) / 64;
    return 48 + (unsigned)(size - 1024 + 127) / 128;
}

/* MemoryError; NULL for the caller to return. */
KR_COLD void *kr__heap_no_memory(kr_vm *vm) {
    kr__heap(vm)->raise_memory(vm);
    return NULL;
}

static KrUnit *unit_rec(uint32_t unit) { return &kr__cage_tab.units[unit]; }

/* ---- regions and units ---- */

static KrRegion *region_of(KrHeapPrivate *p, uint32_t unit) {
    return &p->regions.data[kr__cage_tab.regions[unit >> (REGION_SHIFT - UNIT_SHIFT)].index];
}

static void region_push(KrHeapPrivate *p, uint32_t no, bool usable) {
    KrRegion r = {.no = no};
    if (usable) {
        memset(r.free, 0xff, sizeof r.free);
        r.nfree = r.nclean = REGION_UNITS;
    }
    kr__cage_tab.regions[no].index = p->regions.n;
    p->regions.data[p->regions.n++] = r;
}

/* Takes n regions side by side. 0: no address space, or over the limit; nothing is pending. */
static uint32_t add_regions(kr_vm *vm, uint32_t n, bool even, bool usable) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    if (!kr__vec_reserve(m, &p->regions, n)) return 0;
    if (!kr__mem_charge(m, n * REGION_COST)) return 0;
    uint32_t no = kr__cage_take(vm, n, even);
    if (!no) {
        kr__mem_release(m, n * REGION_COST);
        return 0;
    }
    for (uint32_t i = 0; i < n; i++) region_push(p, no + i, usable);
    return no;
}

/* One region more, or two with huge pages when the heap is large. */
static bool grow(kr_vm *vm) {
    if (kr__priv(vm)->block_bytes >= HUGE_FROM) {
        uint32_t no = add_regions(vm, 2, true, true);
#ifdef MADV_HUGEPAGE
        if (no) madvise(kr__cage.base + (no * REGION_SIZE), 2 * REGION_SIZE, MADV_HUGEPAGE);
#endif
        if (no) return true;
    }
    return add_regions(vm, 1, false, true) != 0;
}

/* Takes a region that is empty and clean out of the list, and returns it to the cage. */
static void drop_region(kr_vm *vm, uint32_t index) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t no = p->regions.data[index].no;
    kr__decommit(&kr__cage_tab.units[(uint64_t)no * REGION_UNITS], REGION_UNITS * sizeof(KrUnit));
    kr__decommit(&kr__cage_tab.marks[(uint64_t)no * (REGION_SIZE / 512)], REGION_SIZE / 64);
    KrRegion last = p->regions.data[--p->regions.n];
    if (index < p->regions.n) {
        p->regions.data[index] = last;
        kr__cage_tab.regions[last.no].index = index;
    }
    if (p->origins) kr__origins_drop_region(vm, no);
    kr__cage_give(no, 1);
    kr__mem_release(&kr__heap(vm)->mem, REGION_COST);
    p->hint = 0;
}

/* First of four free units at a multiple of four; -1: none. */
static int find_quad(const KrRegion *r) {
    for (int w = 0; w < (int)(REGION_UNITS / 64); w++) {
        uint64_t x = r->free[w];
        x &= x >> 1;
        x &= x >> 2;
        x &= 0x1111111111111111u;
        if (x) return w * 64 + __builtin_ctzll(x);
    }
    return -1;
}

static bool bit_get(const uint64_t *bits, unsigned i) { return bits[i / 64] >> (i % 64) & 1; }
static void bit_put(uint64_t *bits, unsigned i, bool on) {
    uint64_t m = (uint64_t)1 << (i % 64);
    bits[i / 64] = on ? bits[i / 64] | m : bits[i / 64] & ~m;
}

/* First of the highest n free units side by side; -1: none. Spans grow from the top of a region,
 * blocks from its foot. */
static int find_top_run(const KrRegion *r, unsigned n) {
    unsigned run = 0;
    for (int i = REGION_UNITS - 1; i >= 0; i--) {
        run = bit_get(r->free, (unsigned)i) ? run + 1 : 0;
        if (run == n) return i;
    }
    return -1;
}

/* Takes units out of a region's free ones. *dirty tells whether some may hold old bytes. False: over
 * the limit. */
static bool claim(kr_vm *vm, KrRegion *r, unsigned at, unsigned n, bool *dirty) {
    KrHeapPrivate *p = kr__priv(vm);
    unsigned ndirty = 0;
    for (unsigned i = at; i < at + n; i++) ndirty += bit_get(r->dirty, i);
    if (!kr__mem_charge(&kr__heap(vm)->mem, (size_t)(n - ndirty) << UNIT_SHIFT)) return false;
    for (unsigned i = at; i < at + n; i++) {
        bit_put(r->free, i, false);
        bit_put(r->dirty, i, false);
    }
    r->nfree = (uint16_t)(r->nfree - n);
    r->nclean = (uint16_t)(r->nclean - (n - ndirty));
    p->dirty_units -= ndirty;
    p->block_bytes += (size_t)n << UNIT_SHIFT;
    *dirty = ndirty != 0;
    return true;
}

/* n <= REGION_UNITS free units; 0: no memory, nothing pending. */
static uint32_t take_units(kr_vm *vm, unsigned n, bool block, bool *dirty) {
    KrHeapPrivate *p = kr__priv(vm);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = block ? p->hint : 0; i < p->regions.n; i++) {
            KrRegion *r = &p->regions.data[i];
            if (r->nfree < n) continue;
            int at = block ? find_quad(r) : find_top_run(r, n);
            if (at < 0) continue;
            if (block) p->hint = i;
            if (!claim(vm, r, (unsigned)at, n, dirty)) return 0;
            return r->no * REGION_UNITS + (uint32_t)at;
        }
        if (round == 0) {
            uint32_t first = p->regions.n;
            if (!grow(vm)) return 0;
            if (block) p->hint = first;
        }
    }
    return 0;
}

static void release_units(kr_vm *vm, uint32_t unit, unsigned n) {
    KrHeapPrivate *p = kr__priv(vm);
    KrRegion *r = region_of(p, unit);
    for (unsigned i = 0; i < n; i++) {
        unsigned k = unit % REGION_UNITS + i;
        bit_put(r->free, k, true);
        bit_put(r->dirty, k, true);
        unit_rec(unit + i)->kind = UNIT_FREE;
    }
    r->nfree = (uint16_t)(r->nfree + n);
    p->dirty_units += n;
    p->block_bytes -= (size_t)n << UNIT_SHIFT;
    uint32_t index = (uint32_t)(r - p->regions.data);
    if (index < p->hint) p->hint = index;
}

/* Gives the memory of a region's free units back. */
static void trim_region(kr_vm *vm, KrRegion *r) {
    KrHeapPrivate *p = kr__priv(vm);
    for (unsigned i = 0; i < REGION_UNITS;) {
        unsigned from = i;
        while (i < REGION_UNITS && bit_get(r->dirty, i)) bit_put(r->dirty, i++, false);
        if (i == from) {
            i++;
            continue;
        }
        kr__decommit(kr__unit_at(r->no * REGION_UNITS + from), (size_t)(i - from) << UNIT_SHIFT);
        p->dirty_units -= i - from;
        r->nclean = (uint16_t)(r->nclean + (i - from));
        kr__mem_release(&kr__heap(vm)->mem, (size_t)(i - from) << UNIT_SHIFT);
    }
}

/* Gives free memory back to the system until at most `keep` bytes of it are held. */
void kr__blocks_trim(kr_vm *vm, size_t keep) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = p->regions.n; i-- > 0 && p->dirty_units << UNIT_SHIFT > keep;) {
        KrRegion *r = &p->regions.data[i];
        if (r->nclean == r->nfree) continue;
        trim_region(vm, r);
        if (r->nfree == REGION_UNITS && r->nclean == REGION_UNITS) drop_region(vm, i);
    }
}

/* ---- runs ---- */

static unsigned block_cells(unsigned c) { return BLOCK_SIZE / kr__class_size[c]; }

/* Byte offset in the block of the first marked cell at or after `from`; `end` when there is none. */
static uint32_t next_marked(uint32_t unit, uint32_t from, uint32_t end) {
    const uint64_t *marks = &kr__cage_tab.marks[(uint64_t)unit << (UNIT_SHIFT - 9)];
    uint32_t w = from >> 9, last = (end - 1) >> 9;
    uint64_t x = marks[w] & (~(uint64_t)0 << ((from >> 3) & 63));
    while (!x && w < last) x = marks[++w];
    if (!x) return end;
    uint32_t at = (w << 9) + ((uint32_t)__builtin_ctzll(x) << 3);
    return at < end ? at : end;
}

/*
 * The next free run of a TOUCHED block, zeroed. False: none is left. While tracemalloc has a collection
 * come every few dozen kilobytes, runs are short: what is left of them is zeroed for nothing.
 */
static bool next_run(KrHeapPrivate *p, uint32_t unit, KrRun *r) {
    KrUnit *u = unit_rec(unit);
    uint32_t size = kr__class_size[u->cls], end = block_cells(u->cls) * size, at = u->limit;
    uint32_t most = p->origins ? (TRACED_RUN + size - 1) / size * size : end;
    while (at < end) {
        uint32_t m = next_marked(unit, at, end);
        if (m > at) {
            if (m - at > most) m = at + most;
            r->at = kr__unit_at(unit) + at;
            r->end = kr__unit_at(unit) + m;
            memset(r->at, 0, m - at);
            u->limit = (uint16_t)m;
            p->since += m - at;
            return true;
        }
        at = m + size;
    }
    u->limit = BLOCK_SIZE;
    return false;
}

static void touch(KrHeapPrivate *p, uint32_t unit) {
    KrUnit *u = unit_rec(unit);
    u->state = BLOCK_TOUCHED;
    u->next = p->touched;
    p->touched = unit;
}

/* A block of class c to allocate in; 0: no memory. r gets its run when the block is all zero. */
static uint32_t new_block(kr_vm *vm, unsigned c, KrRun *r) {
    KrHeapPrivate *p = kr__priv(vm);
    bool dirty;
    uint32_t unit = take_units(vm, BLOCK_UNITS, true, &dirty);
    if (!unit) return 0;
    KrUnit *u = unit_rec(unit);
    *u = (KrUnit){.kind = UNIT_BLOCK, .cls = (uint8_t)c};
    for (uint32_t i = 1; i < BLOCK_UNITS; i++) u[i] = (KrUnit){.kind = UNIT_BLOCK_TAIL, .n = i};
    touch(p, unit);
    if (!dirty) {
        u->limit = BLOCK_SIZE;
        r->at = kr__unit_at(unit);
        r->end = r->at + block_cells(c) * kr__class_size[c];
        p->since += (size_t)(r->end - r->at);
    }
    return unit;
}

/* Fills the run of class c. False: MemoryError is pending. May collect. */
static bool refill(kr_vm *vm, unsigned c, KrRun *r) {
    KrHeapPrivate *p = kr__priv(vm);
    if (kr__gc_due(vm)) kr__gc_collect(vm, false);
    for (bool again = false;; again = true) {
        if (p->current[c] && next_run(p, p->current[c], r)) return true;
        uint32_t unit;
        while ((unit = p->avail[c]) != 0) {
            p->avail[c] = unit_rec(unit)->next;
            touch(p, unit);
            p->current[c] = unit;
            if (next_run(p, unit, r)) return true;
        }
        r->at = r->end = NULL;
        p->current[c] = unit = new_block(vm, c, r);
        if (unit && (r->at || next_run(p, unit, r))) return true;
        if (again || !kr__heap_relief(vm, BLOCK_SIZE)) return kr__heap_no_memory(vm) != NULL;
    }
}

/* ---- spans ---- */

static void span_link(KrHeapPrivate *p, uint32_t unit) {
    KrUnit *u = unit_rec(unit);
    u->flags |= UNIT_F_YOUNG;
    u->prev = 0;
    u->next = p->young_spans;
    if (u->next) unit_rec(u->next)->prev = unit;
    p->young_spans = unit;
}

static void span_unlink(KrHeapPrivate *p, uint32_t unit) {
    KrUnit *u = unit_rec(unit);
    if (!(u->flags & UNIT_F_YOUNG)) return;
    if (u->prev)
        unit_rec(u->prev)->next = u->next;
    else
        p->young_spans = u->next;
    if (u->next) unit_rec(u->next)->prev = u->prev;
    u->flags &= (uint8_t)~UNIT_F_YOUNG;
}

/* n units in regions of their own; 0: no memory. */
static uint32_t take_wide_span(kr_vm *vm, uint32_t n) {
    uint32_t nregions = (n + REGION_UNITS - 1) / REGION_UNITS;
    KrMem *m = &kr__heap(vm)->mem;
    if (!kr__mem_charge(m, (size_t)n << UNIT_SHIFT)) return 0;
    uint32_t no = add_regions(vm, nregions, false, false);
    if (!no) {
        kr__mem_release(m, (size_t)n << UNIT_SHIFT);
        return 0;
    }
    kr__priv(vm)->block_bytes += (size_t)n << UNIT_SHIFT;
    return no * REGION_UNITS;
}

static void free_wide_span(kr_vm *vm, uint32_t unit, uint32_t n) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t first = unit / REGION_UNITS, nregions = (n + REGION_UNITS - 1) / REGION_UNITS;
    kr__decommit(kr__unit_at(unit), (size_t)n << UNIT_SHIFT);
    kr__mem_release(&kr__heap(vm)->mem, (size_t)n << UNIT_SHIFT);
    p->block_bytes -= (size_t)n << UNIT_SHIFT;
    for (uint32_t i = 0; i < nregions; i++) drop_region(vm, kr__cage_tab.regions[first + i].index);
}

static uint32_t take_span(kr_vm *vm, uint32_t n) {
    if (n > REGION_UNITS) return take_wide_span(vm, n);
    bool dirty;
    uint32_t unit = take_units(vm, n, false, &dirty);
    if (unit && dirty) memset(kr__unit_at(unit), 0, (size_t)n << UNIT_SHIFT);
    return unit;
}

static void *span_new(kr_vm *vm, uint32_t layout, size_t size) {
    kr__heap(vm)->bulk++;
    KrHeapPrivate *p = kr__priv(vm);
    if (size > kr__cage.size) return kr__heap_no_memory(vm);
    kr__gc_make_way(vm, size);
    uint32_t n = (uint32_t)((size + UNIT_SIZE - 1) >> UNIT_SHIFT);
    uint32_t unit = take_span(vm, n);
    if (!unit) {
        if (!kr__heap_relief(vm, size)) return kr__heap_no_memory(vm);
        unit = take_span(vm, n);
        if (!unit) return kr__heap_no_memory(vm);
    }
    KrUnit *u = unit_rec(unit);
    *u = (KrUnit){.kind = UNIT_SPAN, .n = n, .spare = (uint16_t)(((size_t)n << UNIT_SHIFT) - size)};
    for (uint32_t i = 1; i < n; i++) u[i] = (KrUnit){.kind = UNIT_SPAN_TAIL, .n = i};
    span_link(p, unit);
    p->since += size;
    KrObj *cell = (KrObj *)kr__unit_at(unit);
    cell->head = layout << 8;
    if (KR_UNLIKELY(p->origins)) kr__origin_note(vm, kr__ref(cell));
    return cell;
}

/* Frees a span at once. Nothing may refer to it. */
void kr__span_free(kr_vm *vm, uint32_t unit) {
    KrUnit *u = unit_rec(unit);
    uint32_t n = u->n;
    span_unlink(kr__priv(vm), unit);
    uint32_t ref = kr__ref(kr__unit_at(unit));
    kr__mark_clear(ref);
    if (u->flags & UNIT_F_DIRTY_CARDS)
        memset(&kr__cage_tab.cards[(uint64_t)unit << (UNIT_SHIFT - CARD_SHIFT)], 0,
               (size_t)n << (UNIT_SHIFT - CARD_SHIFT));
    u->kind = UNIT_FREE;
    if (n > REGION_UNITS)
        free_wide_span(vm, unit, n);
    else
        release_units(vm, unit, n);
}

/* ---- allocation ---- */

/* Collects when as much was made as may be while tracemalloc is on, runs that are not used up not counted. */
static void trace_step(kr_vm *vm, KrHeapPrivate *p, size_t size) {
    p->trace_tick -= (ptrdiff_t)size;
    if (KR_LIKELY(p->trace_tick >= 0)) return;
    if (kr__gc_due(vm))
        kr__gc_collect(vm, false);
    else if (p->since < p->young_limit)
        p->trace_tick = (ptrdiff_t)(p->young_limit - p->since);
}

/* May collect. NULL: MemoryError pending. */
static void *new_cell(kr_vm *vm, uint32_t layout, size_t size, KrRun *runs) {
    if (size > KR_SMALL_MAX) return span_new(vm, layout, size);
    KrHeapPrivate *p = kr__priv(vm);
    unsigned c = kr__size_class_of(size ? size : 1);
    KrRun *r = &runs[c];
    if (KR_UNLIKELY(p->origins)) trace_step(vm, p, kr__class_size[c]);
    if (r->at == r->end && !refill(vm, c, r)) return NULL;
    KrObj *cell = (KrObj *)r->at;
    r->at += kr__class_size[c];
    cell->head = layout << 8;
    if (KR_UNLIKELY(p->origins)) kr__origin_note(vm, kr__ref(cell));
    return cell;
}

/* The same where every allocation is looked at, or may be made to fail. */
static KR_NOINLINE void *new_watched(kr_vm *vm, uint32_t layout, size_t size) {
    KrHeap *h = kr__heap(vm);
    kr__gc_stress(vm);
    if (!kr__mem_charge(&h->mem, 0)) return kr__heap_no_memory(vm);
    void *cell = new_cell(vm, layout, size, h->p->runs);
    if (cell && h->watch) h->watch->made(vm, layout);
    return cell;
}

/* See heap.h. NULL: MemoryError pending. May collect. */
void *kr__new_slow(kr_vm *vm, uint32_t layout, size_t size) {
    KrHeap *h = kr__heap(vm);
    unsigned slow = h->p->slow;
    if (KR_LIKELY(!slow)) return new_cell(vm, layout, size, h->runs);
    if (slow != SLOW_TRACE) return new_watched(vm, layout, size);
    return new_cell(vm, layout, size, h->p->runs);
}

/* Hides the runs from kr__new's quick way, or shows them again when no reason to hide them is left. */
void kr__blocks_slow(kr_vm *vm, unsigned why, bool on) {
    KrHeapPrivate *p = kr__priv(vm);
    KrHeap *h = kr__heap(vm);
    bool was = p->slow != 0;
    p->slow = on ? p->slow | why : p->slow & ~why;
    bool slow = p->slow != 0;
    if (was == slow) return;
    memcpy(slow ? p->runs : h->runs, slow ? h->runs : p->runs, sizeof h->runs);
    memset(slow ? h->runs : p->runs, 0, sizeof h->runs);
}

/* Bytes of the cell that begins at ref. Constants have no unit. */
size_t kr__unit_cell_bytes(uint32_t ref) {
    const KrUnit *u = unit_rec(ref >> (UNIT_SHIFT - 2));
    if (u->kind == UNIT_BLOCK_TAIL) u -= u->n;
    if (u->kind == UNIT_BLOCK) return kr__class_size[u->cls];
    return u->kind == UNIT_SPAN ? kr__span_bytes(u) : sizeof(KrConst);
}

/* Bytes that the cell takes in the heap. */
size_t kr__cell_bytes(kr_vm *vm, const void *cell) {
    (void)vm;
    return kr__unit_cell_bytes(kr__ref(cell));
}

/* ---- finding cells ---- */

static uint32_t cell_in_block(uint32_t unit, const KrUnit *u, uint64_t off) {
    uint32_t size = kr__class_size[u->cls], rel = (uint32_t)(off - ((uint64_t)unit << UNIT_SHIFT));
    uint32_t i = rel / size;
    if (i >= block_cells(u->cls)) return 0;
    const KrObj *cell = (const KrObj *)(kr__unit_at(unit) + i * size);
    uint32_t ref = kr__ref(cell);
    if (kr__mark_test(ref)) return ref;
    return i * size < u->limit && cell->head ? ref : 0;
}

/* See private.h. */
uint32_t kr__cell_at(kr_vm *vm, uint64_t off) {
    if (off >= kr__cage.size) return 0;
    if (__atomic_load_n(&kr__cage_tab.regions[off >> REGION_SHIFT].owner, __ATOMIC_RELAXED) != vm)
        return 0;
    uint32_t unit = (uint32_t)(off >> UNIT_SHIFT);
    const KrUnit *u = unit_rec(unit);
    if (u->kind == UNIT_BLOCK_TAIL || u->kind == UNIT_SPAN_TAIL) {
        unit -= u->n;
        u -= u->n;
    }
    if (u->kind == UNIT_BLOCK) return cell_in_block(unit, u, off);
    return u->kind == UNIT_SPAN ? kr__ref(kr__unit_at(unit)) : 0;
}

/* Calls f for each block and span, from the last unit of a region to its first. f may free
 * it, but for spans that have regions of their own. */
static void each_unit(kr_vm *vm, void (*f)(kr_vm *vm, uint32_t unit, KrUnit *u, void *ud),
                      void *ud) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = p->regions.n; i-- > 0;) {
        uint32_t first = p->regions.data[i].no * REGION_UNITS;
        if (p->regions.data[i].nfree == REGION_UNITS) continue;
        for (uint32_t k = REGION_UNITS; k-- > 0;) {
            KrUnit *u = unit_rec(first + k);
            if (u->kind == UNIT_BLOCK || u->kind == UNIT_SPAN) f(vm, first + k, u, ud);
        }
    }
}

typedef struct Each {
    bool marked;
    void (*f)(void *ud, KrObj *cell);
    void *ud;
} Each;

static void each_in_unit(kr_vm *vm, uint32_t unit, KrUnit *u, void *ud) {
    (void)vm;
    const Each *e = ud;
    char *base = kr__unit_at(unit);
    if (u->kind == UNIT_SPAN) {
        if (!e->marked || kr__mark_test(kr__ref(base))) e->f(e->ud, (KrObj *)base);
        return;
    }
    uint32_t size = kr__class_size[u->cls], end = block_cells(u->cls) * size;
    for (uint32_t at = 0; at < end; at += size) {
        KrObj *cell = (KrObj *)(base + at);
        bool in = kr__mark_test(kr__ref(cell));
        if (!in && !e->marked) in = at < u->limit && cell->head != 0;
        if (in) e->f(e->ud, cell);
    }
}

/* See private.h. f must not allocate or free. */
void kr__blocks_each(kr_vm *vm, bool marked, void (*f)(void *ud, KrObj *cell), void *ud) {
    Each e = {marked, f, ud};
    each_unit(vm, each_in_unit, &e);
}

/* ---- around marking ---- */

/* What is left of the runs stays zeroed memory below its block's limit; `since` is exact afterwards. */
void kr__blocks_close_runs(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (unsigned c = 0; c < KR_CLASSES; c++) {
        const KrRun *r = &kr__heap(vm)->runs[c], *slow = &p->runs[c];
        p->since -= (size_t)(r->end - r->at) + (size_t)(slow->end - slow->at);
    }
    memset(kr__heap(vm)->runs, 0, sizeof kr__heap(vm)->runs);
    memset(p->runs, 0, sizeof p->runs);
    memset(p->current, 0, sizeof p->current);
    memset(p->free_bufs, 0, sizeof p->free_bufs);
}

static void clean_heads(kr_vm *vm, uint32_t unit, KrUnit *u, void *ud) {
    (void)vm, (void)ud;
    if (u->kind != UNIT_BLOCK || u->limit == BLOCK_SIZE) return;
    uint32_t size = kr__class_size[u->cls], end = block_cells(u->cls) * size;
    if (u->live < block_cells(u->cls))
        for (uint32_t at = u->limit; at < end; at += size) {
            KrObj *cell = (KrObj *)(kr__unit_at(unit) + at);
            if (!kr__mark_test(kr__ref(cell))) cell->head = 0;
        }
    u->limit = BLOCK_SIZE;
}
void kr__blocks_clean_heads(kr_vm *vm) { each_unit(vm, clean_heads, NULL); }

/* Before a full collection: nothing is old. */
void kr__blocks_clear_marks(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    const size_t words = REGION_SIZE / 8 / 64;
    for (uint32_t i = 0; i < p->regions.n; i++)
        memset(&kr__cage_tab.marks[p->regions.data[i].no * words], 0, words * 8);
}

static unsigned count_marks(uint32_t unit) {
    const uint64_t *marks = &kr__cage_tab.marks[(uint64_t)unit << (UNIT_SHIFT - 9)];
    unsigned n = 0;
    for (unsigned i = 0; i < BLOCK_SIZE / 512; i++) n += (unsigned)__builtin_popcountll(marks[i]);
    return n;
}

#ifdef KR_DEBUG
/* What is dead must look dead to whoever still holds a pointer to it. */
static void poison(uint32_t unit, const KrUnit *u) {
    uint32_t size = kr__class_size[u->cls], end = block_cells(u->cls) * size;
    for (uint32_t at = 0; at < end; at += size)
        if (!kr__mark_test(kr__ref(kr__unit_at(unit) + at)))
            memset(kr__unit_at(unit) + at, 0xdb, size);
}
#endif

/* Marking is over: what becomes of a block. */
static void finish_block(kr_vm *vm, uint32_t unit, KrUnit *u, unsigned before) {
    KrHeapPrivate *p = kr__priv(vm);
    unsigned c = u->cls, size = kr__class_size[c], n = count_marks(unit);
    p->cell_bytes += (size_t)n * size - (size_t)before * size;
    u->live = (uint16_t)n;
    u->limit = 0;
#ifdef KR_DEBUG
    poison(unit, u);
#endif
    if (n == 0) {
        release_units(vm, unit, BLOCK_UNITS);
    } else if ((block_cells(c) - n) * size <= BLOCK_SIZE / 32) {
        u->state = BLOCK_FULL;
    } else {
        u->state = BLOCK_AVAIL;
        u->next = p->avail[c];
        p->avail[c] = unit;
    }
}

static void finish_unit(kr_vm *vm, uint32_t unit, KrUnit *u, void *ud) {
    (void)ud;
    KrHeapPrivate *p = kr__priv(vm);
    bool block = u->kind == UNIT_BLOCK;
    if (p->origins)
        p->trace_live +=
            block ? (size_t)kr__class_size[u->cls] * kr__origins_marked(p, unit, BLOCK_UNITS)
                  : kr__span_bytes(u) * kr__origins_marked(p, unit, 1);
    if (block) {
        finish_block(vm, unit, u, 0);
        return;
    }
    u->flags &= (uint8_t)~UNIT_F_YOUNG;
    if (kr__mark_test(kr__ref(kr__unit_at(unit)))) {
        p->cell_bytes += kr__span_bytes(u);
    } else if (u->n <= REGION_UNITS) {
        kr__span_free(vm, unit);
    } else { /* would take regions out of the list that is being walked */
        u->next = p->young_spans;
        p->young_spans = unit;
    }
}

static void finish_young(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    uint32_t unit = p->touched, next;
    p->touched = 0;
    for (; unit; unit = next) {
        KrUnit *u = unit_rec(unit);
        next = u->next;
        finish_block(vm, unit, u, u->live);
    }
    for (unit = p->young_spans; unit; unit = next) {
        KrUnit *u = unit_rec(unit);
        next = u->next;
        if (kr__mark_test(kr__ref(kr__unit_at(unit)))) {
            p->cell_bytes += kr__span_bytes(u);
            span_unlink(p, unit);
        } else {
            kr__span_free(vm, unit);
        }
    }
}

/* See private.h. */
void kr__blocks_finish(kr_vm *vm, bool full) {
    KrHeapPrivate *p = kr__priv(vm);
    if (!full) {
        finish_young(vm);
        return;
    }
    memset(p->avail, 0, sizeof p->avail);
    p->touched = p->young_spans = 0;
    p->cell_bytes = p->trace_live = 0;
    each_unit(vm, finish_unit, NULL);
    while (p->young_spans) {
        uint32_t unit = p->young_spans;
        p->young_spans = unit_rec(unit)->next;
        kr__span_free(vm, unit);
    }
}

/* At the VM's end: every region goes back, all its tables zero. */
void kr__blocks_free_all(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    for (uint32_t i = 0; i < p->regions.n; i++) {
        uint64_t no = p->regions.data[i].no;
        kr__decommit(kr__cage.base + no * REGION_SIZE, REGION_SIZE);
        kr__decommit(&kr__cage_tab.units[no * REGION_UNITS], REGION_UNITS * sizeof(KrUnit));
        kr__decommit(&kr__cage_tab.marks[no * (REGION_SIZE / 512)], REGION_SIZE / 64);
        memset(&kr__cage_tab.cards[no << (REGION_SHIFT - CARD_SHIFT)], 0,
               REGION_SIZE >> CARD_SHIFT);
        kr__cage_give((uint32_t)no, 1);
    }
    KrMem *m = &kr__heap(vm)->mem;
    kr__mem_release(m,
                    p->block_bytes + (p->dirty_units << UNIT_SHIFT) + p->regions.n * REGION_COST);
    kr__vec_free(m, &p->regions);
}

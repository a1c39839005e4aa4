/* SPDX-License-Identifier: MIT
 * origins.c: where traced cells and large buffers were made: tracebacks, each kept once, and the
 * table that says which cell has which.
 *
 * The table has a number for each place where a cell may begin (8 bytes of the cage), in a reserve of
 * its own; 0 says that the cell was not traced. It is written when a cell is made, so nothing needs
 * to be done when one dies: nobody asks for the number of a dead cell, and the next cell in its place
 * writes its own. A bit map beside it says the same of what is traced, so that a collection counts that
 * by the marks. Pages of the table are charged when they are first written, with their part of the map.
 *
 * A traceback is a list of frames, latest first, and the number of frames that there were; a frame is
 * a file's name and a line. Both are numbered from 1 and live until the traces are cleared. Number 1
 * of the tracebacks is the unknown one: no frame, or no memory for a new traceback. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "heap/private.h"

#define PAGE_CELLS 1024u /* places that one page of the table has numbers for */
#define PAGE_COST (PAGE_CELLS * sizeof(uint32_t) + PAGE_CELLS / 8)
#define SITES 1024u
#define UNKNOWN 1u

typedef struct Site { /* what a word of code is known to stand for */
    const void *pc;
    uint32_t frame;
} Site;

typedef struct Near { /* a traceback of one frame, by the word of code that runs and its depth */
    const void *pc;
    uint32_t total, no;
} Near;

struct KrOrigins {
    uint32_t *of;     /* by ref >> 1 */
    uint64_t *traced; /* one bit each: it is not 0. As marks are, in the same reserve */
    uint64_t *seen;   /* one bit a page of `of`: it is charged. Behind these */
    size_t reserve, charged;
    unsigned limit; /* frames that are kept of a traceback */
    uint32_t *room; /* `limit` frame numbers, for the traceback that is being looked up */
    bool paused;
    KR_VEC(KrTraceFrame) frames; /* number 1 first, as in all that follow */
    KR_VEC(uint32_t) words;      /* of each traceback: kept | of << 16, then the frames */
    KR_VEC(uint32_t) at;         /* where its words begin */
    uint32_t *by_frame, *by_words;
    uint32_t frame_cap, words_cap; /* places of these two tables, powers of 2 */
    Site sites[SITES];
    Near near[SITES];
};

static uint32_t mix(uint32_t h, uint32_t x) {
    h = (h ^ x) * 0x9e3779b1u;
    return h ^ h >> 15;
}

/* Nothing is known of any word of code. */
static void forget_code(KrOrigins *o) {
    memset(o->sites, 0, sizeof o->sites);
    memset(o->near, 0, sizeof o->near);
}

/* ---- frames ---- */

static uint32_t frame_hash(kr_vm *vm, uint32_t file, uint32_t line) {
    return mix(kr__str_hash32(vm, kr__cell(file)), line);
}

static bool same_file(uint32_t a, uint32_t b) {
    return a == b || kr__str_equal(kr__cell(a), kr__cell(b));
}

/* A table twice as large, with the numbers 1 to n put in anew. False: no memory, nothing changed. */
static bool index_grow(kr_vm *vm, uint32_t **table, uint32_t *cap, uint32_t n,
                       uint32_t (*hash)(kr_vm *vm, uint32_t no)) {
    KrMem *m = &kr__heap(vm)->mem;
    uint32_t wider = *cap ? *cap * 2 : 64;
    uint32_t *t = kr__mem_zalloc(m, wider * sizeof *t);
    if (!t) return false;
    for (uint32_t no = 1; no <= n; no++) {
        uint32_t i = hash(vm, no) & (wider - 1);
        while (t[i]) i = (i + 1) & (wider - 1);
        t[i] = no;
    }
    kr__mem_free(m, *table, *cap * sizeof *t);
    *table = t;
    *cap = wider;
    return true;
}

static uint32_t hash_of_frame(kr_vm *vm, uint32_t no) {
    KrTraceFrame f = kr__priv(vm)->origins->frames.data[no - 1];
    return frame_hash(vm, f.file, f.line);
}

/* See heap.h. */
uint32_t kr__origin_frame(kr_vm *vm, const void *file, uint32_t line) {
    KrOrigins *o = kr__priv(vm)->origins;
    KrMem *m = &kr__heap(vm)->mem;
    if (o->frames.n >= o->frame_cap / 2 &&
        !index_grow(vm, &o->by_frame, &o->frame_cap, o->frames.n, hash_of_frame))
        return 0;
    uint32_t ref = kr__ref(file), i = frame_hash(vm, ref, line) & (o->frame_cap - 1);
    for (uint32_t no; (no = o->by_frame[i]) != 0; i = (i + 1) & (o->frame_cap - 1)) {
        const KrTraceFrame *f = &o->frames.data[no - 1];
        if (f->line == line && same_file(f->file, ref)) return no;
    }
    if (!kr__vec_push(m, &o->frames, ((KrTraceFrame){ref, line}))) return 0;
    return o->by_frame[i] = o->frames.n;
}

/* See heap.h. */
uint32_t *kr__origin_site(kr_vm *vm, const void *pc) {
    Site *s = &kr__priv(vm)->origins->sites[(uintptr_t)pc >> 2 & (SITES - 1)];
    if (s->pc != pc) *s = (Site){pc, 0};
    return &s->frame;
}

/* ---- tracebacks ---- */

static uint32_t words_hash(const uint32_t *frames, uint32_t n, uint32_t head) {
    uint32_t h = head;
    for (uint32_t i = 0; i < n; i++) h = mix(h, frames[i]);
    return h;
}

static uint32_t hash_of_traceback(kr_vm *vm, uint32_t no) {
    const KrOrigins *o = kr__priv(vm)->origins;
    const uint32_t *w = &o->words.data[o->at.data[no - 1]];
    return words_hash(w + 1, *w & 0xffff, *w);
}

/* The number of the traceback; `total` frames there were, the first n are given. UNKNOWN: no memory. */
static uint32_t intern(kr_vm *vm, const uint32_t *frames, uint32_t n, uint32_t total) {
    KrOrigins *o = kr__priv(vm)->origins;
    KrMem *m = &kr__heap(vm)->mem;
    if (o->at.n >= o->words_cap / 2 &&
        !index_grow(vm, &o->by_words, &o->words_cap, o->at.n, hash_of_traceback))
        return UNKNOWN;
    uint32_t head = n | (total < 0xffff ? total : 0xffff) << 16;
    uint32_t i = words_hash(frames, n, head) & (o->words_cap - 1);
    for (uint32_t no; (no = o->by_words[i]) != 0; i = (i + 1) & (o->words_cap - 1)) {
        const uint32_t *w = &o->words.data[o->at.data[no - 1]];
        if (*w == head && !memcmp(w + 1, frames, n * sizeof *w)) return no;
    }
    if (!kr__vec_reserve(m, &o->words, n + 1) || !kr__vec_push(m, &o->at, o->words.n))
        return UNKNOWN;
    uint32_t *w = o->words.data + o->words.n;
    o->words.n += n + 1;
    *w = head;
    if (n) memcpy(w + 1, frames, n * sizeof *w);
    return o->by_words[i] = o->at.n;
}

static KR_NOINLINE uint32_t look_up(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrOrigins *o = h->p->origins;
    unsigned kept = 0, total = h->where ? h->where(vm, o->room, o->limit, &kept) : 0;
    return total ? intern(vm, o->room, kept, total) : UNKNOWN;
}

/* The number of what runs now. Never fails, never collects. */
uint32_t kr__origin_now(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrOrigins *o = h->p->origins;
    if (o->paused) return 0;
    if (o->limit > 1 || !h->here) return look_up(vm);
    unsigned total;
    const void *pc = h->here(vm, &total);
    if (!total) return UNKNOWN;
    Near *n = &o->near[((uintptr_t)pc >> 2 ^ total << 4) & (SITES - 1)];
    if (KR_UNLIKELY(n->pc != pc || n->total != total)) *n = (Near){pc, total, look_up(vm)};
    return n->no;
}

/* See heap.h. */
unsigned kr__traceback(kr_vm *vm, uint32_t no, const uint32_t **frames, unsigned *total) {
    const KrOrigins *o = kr__priv(vm)->origins;
    const uint32_t *w = &o->words.data[o->at.data[no - 1]];
    *frames = w + 1;
    *total = *w >> 16;
    return *w & 0xffff;
}
KrTraceFrame kr__traceback_frame(kr_vm *vm, uint32_t no) {
    return kr__priv(vm)->origins->frames.data[no - 1];
}

/* ---- the table ---- */

static void charge_page(kr_vm *vm, KrOrigins *o, uint32_t page) {
    KrMem *m = &kr__heap(vm)->mem;
    o->seen[page / 64] |= (uint64_t)1 << page % 64;
    KrMemLimit l = kr__mem_lift(m); /* the cell is there already */
    if (kr__mem_charge(m, PAGE_COST)) o->charged += PAGE_COST;
    kr__mem_lower(m, l);
}

/* Notes where the cell that was just made comes from. Tracing only. */
void kr__origin_note(kr_vm *vm, uint32_t ref) {
    KrOrigins *o = kr__priv(vm)->origins;
    uint32_t at = ref >> 1, page = at / PAGE_CELLS;
    if (KR_UNLIKELY(!(o->seen[page / 64] >> page % 64 & 1))) charge_page(vm, o, page);
    uint32_t no = o->of[at] = kr__origin_now(vm);
    uint64_t bit = (uint64_t)1 << at % 64;
    if (KR_LIKELY(no))
        o->traced[at / 64] |= bit;
    else
        o->traced[at / 64] &= ~bit;
}

/* 0: not traced. Tracing only, cells in use only. */
uint32_t kr__origin_of(const KrHeapPrivate *p, uint32_t ref) { return p->origins->of[ref >> 1]; }

bool kr__origin_agrees(const KrHeapPrivate *p, uint32_t ref) {
    const KrOrigins *o = p->origins;
    return (o->of[ref >> 1] != 0) == (o->traced[ref >> 7] >> (ref >> 1 & 63) & 1);
}

/* How many cells among the marked ones in the unit and its tails are traced. Tracing only. */
unsigned kr__origins_marked(const KrHeapPrivate *p, uint32_t unit, uint32_t units) {
    const size_t from = (size_t)unit << (UNIT_SHIFT - 9), words = (size_t)units << (UNIT_SHIFT - 9);
    const uint64_t *marks = kr__cage_tab.marks + from, *traced = p->origins->traced + from;
    unsigned n = 0;
    for (size_t i = 0; i < words; i++)
        if (marks[i] & traced[i]) n += (unsigned)__builtin_popcountll(marks[i] & traced[i]);
    return n;
}

/* The VM gives the region back. */
void kr__origins_drop_region(kr_vm *vm, uint32_t no) {
    KrOrigins *o = kr__priv(vm)->origins;
    const uint32_t pages = REGION_SIZE / 8 / PAGE_CELLS, first = no * pages;
    size_t bytes = 0;
    for (uint32_t i = first; i < first + pages; i += 64) {
        bytes += (size_t)__builtin_popcountll(o->seen[i / 64]) * PAGE_COST;
        o->seen[i / 64] = 0;
    }
    if (!bytes) return;
    kr__decommit(o->of + (size_t)first * PAGE_CELLS, (REGION_SIZE / 8) * sizeof *o->of);
    kr__decommit(o->traced + (size_t)first * PAGE_CELLS / 64, REGION_SIZE / 64);
    kr__mem_release(&kr__heap(vm)->mem, bytes);
    o->charged -= bytes;
}

/* ---- beginning and end ---- */

static size_t table_bytes(void) { return kr__cage.size / 8 * sizeof(uint32_t); }
static size_t map_bytes(void) { return kr__cage.size / 64; }

static void forget_tracebacks(kr_vm *vm) {
    KrOrigins *o = kr__priv(vm)->origins;
    KrMem *m = &kr__heap(vm)->mem;
    kr__mem_free(m, o->by_frame, o->frame_cap * sizeof *o->by_frame);
    kr__mem_free(m, o->by_words, o->words_cap * sizeof *o->by_words);
    o->by_frame = o->by_words = NULL;
    o->frame_cap = o->words_cap = 0;
    kr__vec_free(m, &o->frames);
    o->words.n = o->at.n = 0;
    forget_code(o);
}

/* The unknown traceback, which has no frames, is there from the start, so that it needs no memory later. */
static bool make_unknown(kr_vm *vm) {
    KrOrigins *o = kr__priv(vm)->origins;
    KrMem *m = &kr__heap(vm)->mem;
    return kr__vec_push(m, &o->words, 1u << 16) && kr__vec_push(m, &o->at, 0);
}

/* Forgets everything: no cell is traced. */
void kr__origins_clear(kr_vm *vm) {
    KrOrigins *o = kr__priv(vm)->origins;
    forget_tracebacks(vm);
    o->words.n = o->at.n = 1; /* the unknown one stays */
    kr__decommit(o->of, o->reserve);
    kr__mem_release(&kr__heap(vm)->mem, o->charged);
    o->charged = 0;
}

static bool open_parts(kr_vm *vm, KrOrigins *o) {
    o->room = kr__mem_alloc(&kr__heap(vm)->mem, o->limit * sizeof *o->room);
    if (!o->room || !make_unknown(vm)) return false;
    size_t pages = table_bytes() / (PAGE_CELLS * sizeof *o->of);
    o->reserve = table_bytes() + map_bytes() + kr__page_round(pages / 8);
    o->of = kr__reserve(o->reserve);
    if (!o->of) return false;
#ifdef MADV_NOHUGEPAGE /* what is charged is what is touched */
    madvise(o->of, o->reserve, MADV_NOHUGEPAGE);
#endif
    o->traced = (uint64_t *)((char *)o->of + table_bytes());
    o->seen = o->traced + map_bytes() / sizeof *o->traced;
    return true;
}

/* False: no memory; nothing pending. */
bool kr__origins_open(kr_vm *vm, unsigned limit) {
    KrHeapPrivate *p = kr__priv(vm);
    p->origins = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *p->origins);
    if (!p->origins) return false;
    p->origins->limit = limit;
    if (open_parts(vm, p->origins)) return true;
    kr__origins_close(vm);
    return false;
}

void kr__origins_close(kr_vm *vm) {
    KrHeapPrivate *p = kr__priv(vm);
    KrMem *m = &kr__heap(vm)->mem;
    KrOrigins *o = p->origins;
    forget_tracebacks(vm);
    kr__vec_free(m, &o->words);
    kr__vec_free(m, &o->at);
    kr__mem_release(m, o->charged);
    if (o->of) kr__unreserve(o->of, o->reserve);
    kr__mem_free(m, o->room, o->limit * sizeof *o->room);
    kr__mem_free(m, o, sizeof *o);
    p->origins = NULL;
}

/* Bytes that tracing itself takes. */
size_t kr__origins_bytes(kr_vm *vm) {
    const KrOrigins *o = kr__priv(vm)->origins;
    if (!o) return 0;
    return sizeof *o + o->charged + o->limit * sizeof *o->room +
           o->frames.cap * sizeof *o->frames.data +
           ((size_t)o->words.cap + o->at.cap + o->frame_cap + o->words_cap) * sizeof(uint32_t);
}

/* See heap.h. */
unsigned kr__trace_limit(kr_vm *vm) {
    const KrOrigins *o = kr__priv(vm)->origins;
    return o ? o->limit : 1;
}
bool kr__trace_pause(kr_vm *vm, bool pause) {
    KrOrigins *o = kr__priv(vm)->origins;
    bool was = o && o->paused;
    if (o) o->paused = pause;
    return was;
}

/* ---- in a collection ---- */

void kr__origins_roots(KrGc *gc) {
    const KrOrigins *o = gc->heap->p->origins;
    for (uint32_t i = 0; o && i < o->frames.n; i++) kr__trace_ref(gc, o->frames.data[i].file);
}

/* Code may have died, and other code may come to stand in its place. */
void kr__origins_after_mark(kr_vm *vm) { forget_code(kr__priv(vm)->origins); }

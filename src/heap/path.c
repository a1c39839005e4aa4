/* SPDX-License-Identifier: MIT
 * path.c: who holds an object, and the way to it from a root (retain.h). The heap is walked once for each step of the way,
 * so that memory is needed for the cells on the way only. */
#include "heap/retain.h"

#include <string.h>

#include "heap/walk.h"

typedef struct Bits {
    uint64_t *w;
    size_t bytes;
} Bits;

static bool bits_init(Bits *b) {
    b->bytes = kr__cage.size / 64;
    b->w = kr__reserve(b->bytes);
    return b->w != NULL;
}
static void bits_free(Bits *b) {
    if (b->w) kr__unreserve(b->w, b->bytes);
}
static bool has(const Bits *b, uint32_t ref) { return b->w[ref >> 7] >> ((ref >> 1) & 63) & 1; }
static void set(Bits *b, uint32_t ref) { b->w[ref >> 7] |= (uint64_t)1 << ((ref >> 1) & 63); }

typedef struct Step {
    uint32_t cell, next; /* cell refers to next, which is nearer to the goal */
} Step;

typedef struct Search {
    kr_vm *vm;
    Bits seen, wanted; /* reached; to be found as a referent in this pass */
    KR_VEC(Step) steps;
    uint32_t from; /* steps of the pass before */
    bool failed;
} Search;

static void note(Search *s, uint32_t cell, uint32_t next) {
    if (has(&s->seen, cell)) return;
    Step step = {cell, next};
    set(&s->seen, cell);
    if (!kr__vec_push(&kr__heap(s->vm)->mem, &s->steps, step)) s->failed = true;
}

static void look_at_edge(void *ud, KrObj *from, uint32_t ref) {
    Search *s = ud;
    if (has(&s->wanted, ref)) note(s, kr__ref(from), ref);
}

/* One pass: the cells that refer to those of the pass before are the next ones. */
static bool go_back(Search *s) {
    uint32_t first = s->from, n = s->steps.n;
    kr__decommit(s->wanted.w, s->wanted.bytes);
    for (uint32_t i = first; i < n; i++) set(&s->wanted, s->steps.data[i].cell);
    s->from = n;
    if (!kr__heap_each_ref(s->vm, NULL, look_at_edge, s)) return false;
    const KrHeapPrivate *p = kr__priv(s->vm);
    for (uint32_t i = 0; i < p->side_cap; i++)
        if (p->side[i].owner && p->side[i].dict && has(&s->wanted, p->side[i].owner))
            note(s, p->side[i].dict, p->side[i].owner);
    return !s->failed;
}

static bool begin(kr_vm *vm, Search *s, uint32_t ref) {
    *s = (Search){.vm = vm};
    if (!bits_init(&s->seen) || !bits_init(&s->wanted)) return false;
    note(s, ref, 0);
    return !s->failed;
}

static void end(Search *s) {
    bits_free(&s->seen);
    bits_free(&s->wanted);
    kr__vec_free(&kr__heap(s->vm)->mem, &s->steps);
}

/* See retain.h. */
bool kr__holders(kr_vm *vm, uint32_t ref, KrRefs *out) {
    Search s;
    bool ok = begin(vm, &s, ref) && go_back(&s);
    for (uint32_t i = 1; ok && i < s.steps.n; i++)
        ok = kr__vec_push(&kr__heap(vm)->mem, out, s.steps.data[i].cell);
    end(&s);
    return ok;
}

/* ---- roots ---- */

/* Roots of one kind as bits. Long arrays of roots are looked at in full. */
static bool find_roots(kr_vm *vm, KrRootKind kind, Bits *out) {
    KrShadow s;
    if (!kr__shadow_begin(vm, &s)) return false;
    kr__shadow_roots(&s, kind);
    kr__gc_scan_ranges(s.gc);
    for (size_t i = 0; i < s.gc->n; i++) set(out, s.gc->stack[i]);
    bool ok = !s.gc->overflow;
    kr__shadow_end(&s);
    return ok;
}

static bool root_among(const Search *s, const Bits *roots, uint32_t from, uint32_t *at) {
    for (uint32_t i = from; i < s->steps.n; i++)
        if (has(roots, s->steps.data[i].cell)) {
            *at = i;
            return true;
        }
    return false;
}

/* The way from the step at `at` back to the goal, goal first. */
static bool write_way(kr_vm *vm, const Search *s, uint32_t at, KrRefs *out) {
    KrMem *m = &kr__heap(vm)->mem;
    uint32_t cell = s->steps.data[at].cell, next = s->steps.data[at].next, i = at;
    bool ok = kr__vec_push(m, out, cell);
    while (ok && next) {
        ok = kr__vec_push(m, out, next);
        while (i > 0 && s->steps.data[i].cell != next) i--;
        next = s->steps.data[i].next;
    }
    for (uint32_t a = 0, b = out->n; ok && a + 1 < b; a++) {
        uint32_t t = out->data[a];
        out->data[a] = out->data[--b];
        out->data[b] = t;
    }
    return ok;
}

static bool search(Search *s, const Bits roots[4], KrRootKind *kind, uint32_t *at) {
    static const KrRootKind order[] = {KR_ROOT_MACHINE, KR_ROOT_TABLES, KR_ROOT_STACK};
    for (uint32_t looked = 0;;) {
        for (unsigned k = 0; k < KR_COUNTOF(order); k++) {
            bool own = order[k] != KR_ROOT_TABLES && !looked; /* the goal itself, in a register */
            if (!roots[order[k]].w || own || !root_among(s, &roots[order[k]], looked, at)) continue;
            *kind = order[k];
            return true;
        }
        looked = s->steps.n;
        if (!go_back(s)) return false;
        if (s->steps.n == looked) break;
    }
    if (has(&roots[KR_ROOT_MACHINE], s->steps.data[0].cell)) *kind = KR_ROOT_MACHINE;
    *at = 0;
    return true;
}

/* See retain.h. */
bool kr__root_path(kr_vm *vm, uint32_t ref, bool precise, KrRefs *out, KrRootKind *kind) {
    Bits roots[4] = {{0}};
    Search s = {.vm = vm};
    bool ok = true;
    *kind = KR_ROOT_NONE;
    for (KrRootKind k = KR_ROOT_MACHINE; ok && k <= KR_ROOT_STACK - (precise ? 1 : 0); k++)
        ok = bits_init(&roots[k]) && find_roots(vm, k, &roots[k]);
    uint32_t at = 0;
    ok = ok && begin(vm, &s, ref) && search(&s, roots, kind, &at);
    if (ok && *kind != KR_ROOT_NONE) ok = write_way(vm, &s, at, out);
    for (unsigned k = 0; k < 4; k++) bits_free(&roots[k]);
    end(&s);
    return ok;
}

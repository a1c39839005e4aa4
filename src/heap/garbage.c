/* SPDX-License-Identifier: MIT
 * garbage.c: tells of what a collection found dead that reference counts would not have let go: cells of cycles, and what
 * hangs from them. Runs between marking and sweeping, when gc.collect() asked for it (kr__gc_request_count).
 *
 * The dead are a graph. What nobody dead refers to dies by itself, and so does what only such cells refer to; they are
 * taken away one after the other, and the rest is the answer. Edges are found as in refs.c, by tracing with a shadow in
 * place of the marks. */
#include <stdlib.h>
#include <string.h>

#include "heap/private.h"

typedef struct Graph {
    KrGc *gc;
    KR_VEC(uint32_t) dead; /* in order of address */
    uint32_t *in;          /* references from other dead cells */
    uint32_t *todo;        /* places of those that nobody refers to any more */
    uint32_t ntodo;
    bool lost; /* no memory */
} Graph;

static void note_dead(void *ud, KrObj *cell) {
    Graph *g = ud;
    uint32_t ref = kr__ref(cell);
    if (kr__mark_test(ref) || kr__layout_no(cell) == KR_T_BUFFER) return;
    if (!g->lost && !kr__vec_push(&g->gc->heap->mem, &g->dead, ref)) g->lost = true;
}

static int compare_refs(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void count_in(Graph *g, uint32_t place) { g->in[place]++; }
static void take_away(Graph *g, uint32_t place) {
    if (--g->in[place] == 0) g->todo[g->ntodo++] = place;
}

/* Calls f for the places of the dead cells that the one at `place` refers to. The shadow is in place. */
static void each_edge(Graph *g, uint32_t place, void (*f)(Graph *g, uint32_t place)) {
    KrGc *gc = g->gc;
    KrObj *cell = kr__cell(g->dead.data[place]);
    uint32_t head = cell->head;
    KrLayout *l = kr__layout_mut(gc->vm, head >> 8);
    uint32_t mark = l->mark;
    l->mark = gc->epoch; /* class and names are no references of the cell */
    kr__gc_scan(gc, cell);
    kr__gc_scan_ranges(gc);
    l->mark = mark;
    cell->head = head;
    for (size_t i = 0; i < gc->n; i++) {
        uint32_t ref = gc->stack[i];
        gc->marks[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
        const uint32_t *at = bsearch(&ref, g->dead.data, g->dead.n, sizeof ref, compare_refs);
        if (at) f(g, (uint32_t)(at - g->dead.data));
    }
    gc->n = 0;
}

static void peel(Graph *g) {
    for (uint32_t i = 0; i < g->dead.n; i++) each_edge(g, i, count_in);
    for (uint32_t i = 0; i < g->dead.n; i++)
        if (!g->in[i]) g->todo[g->ntodo++] = i;
    while (g->ntodo) each_edge(g, g->todo[--g->ntodo], take_away);
}

/* Tells of what is left; what is to be kept is marked again, with what it reaches. */
static void tell(Graph *g, bool (*f)(kr_vm *vm, KrObj *cell)) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < g->dead.n; i++)
        if (g->in[i] && f(g->gc->vm, kr__cell(g->dead.data[i]))) g->todo[kept++] = g->dead.data[i];
    for (uint32_t i = 0; i < kept; i++) kr__trace_ref(g->gc, g->todo[i]);
    kr__gc_drain(g->gc);
}

void kr__gc_tell_garbage(KrGc *gc, bool (*f)(kr_vm *vm, KrObj *cell)) {
    KrMem *m = &gc->heap->mem;
    Graph g = {.gc = gc};
    kr__blocks_each(gc->vm, false, note_dead, &g);
    size_t bytes = kr__cage.size / 64, n = g.dead.n;
    uint64_t *shadow = n && !g.lost ? kr__reserve(bytes) : NULL;
    g.in = shadow ? kr__mem_zalloc(m, n * sizeof *g.in) : NULL;
    g.todo = g.in ? kr__mem_zalloc(m, n * sizeof *g.todo) : NULL;
    if (g.todo) {
        qsort(g.dead.data, n, sizeof *g.dead.data, compare_refs);
        memcpy(shadow, kr__cage_tab.marks, 4096); /* the constants */
        gc->marks = shadow;
        gc->checking = true;
        peel(&g);
        gc->checking = gc->overflow = false;
        gc->marks = kr__cage_tab.marks;
        tell(&g, f);
    }
    kr__mem_free(m, g.todo, n * sizeof *g.todo);
    kr__mem_free(m, g.in, n * sizeof *g.in);
    if (shadow) kr__unreserve(shadow, bytes);
    kr__vec_free(m, &g.dead);
}

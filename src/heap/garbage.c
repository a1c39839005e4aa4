/* SPDX-License-Identifier: MIT
 * garbage.c: tells of what a collection found dead that reference counts would not have let go: cells of cycles, and what
 * hangs from them. Runs between marking and sweeping, when gc.collect() asked for it (kr__gc_request_count).
 *
 * The dead are a graph, and most of it is never written down. A cell that refers to nothing dead is part of no cycle; one
 * that leads only to such cells is not, either: a few rounds of that leave mostly nothing. In what they leave, cells that
 * nobody dead refers to die by themselves, and so does what only these refer to (Kahn's topological sort); what remains
 * then, and all that it reaches, is the answer. Edges are found as in refs.c, by tracing with a shadow in place of the
 * marks. */
#include <string.h>

#include "heap/private.h"

#define ROUNDS 4 /* of leaving out what leads nowhere; a long list needs one for each link */

typedef struct Graph {
    KrGc *gc;
    KR_VEC(uint32_t) nodes;     /* in order of address once places are asked for */
    uint64_t *bits;             /* one for each node, by its place in the cage, as marks are */
    uint32_t *before;           /* for each word of bits: nodes that stand before it */
    uint32_t *in;               /* references from other nodes */
    uint32_t *todo;             /* places of those that nobody refers to any more */
    uint32_t ntodo, first, end; /* words of bits that are in use */
    bool lost;                  /* no memory */
} Graph;

static bool is_node(const Graph *g, uint32_t ref) {
    return g->bits[ref >> 7] >> ((ref >> 1) & 63) & 1;
}
static uint32_t place_of(const Graph *g, uint32_t ref) {
    uint64_t below = ((uint64_t)1 << ((ref >> 1) & 63)) - 1;
    return g->before[ref >> 7] + (uint32_t)__builtin_popcountll(g->bits[ref >> 7] & below);
}
static void put_bit(Graph *g, uint32_t ref) {
    uint32_t word = ref >> 7;
    g->bits[word] |= (uint64_t)1 << ((ref >> 1) & 63);
    if (word < g->first) g->first = word;
    if (word >= g->end) g->end = word + 1;
}
static void drop_bit(Graph *g, uint32_t ref) {
    g->bits[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
}

/* Do the layout's masks say all that cells of this layout refer to? */
static bool masks_tell(const KrHeap *h, const KrLayout *l) {
    const KrKindInfo *k = h->kinds[l->kind];
    return !k->trace && k->tail != 1 && l->size <= 256 && !(l->flags & KR_LF_TAIL);
}

/* Does this reference lead on? Not to what lives, nor to what refers to nothing. */
static bool leads_on(const KrGc *gc, uint32_t ref) {
    if (kr__mark_test(ref)) return false;
    const KrLayout *l = &gc->heap->layouts[kr__layout_no(kr__cell(ref))];
    return l->slots || l->values || !masks_tell(gc->heap, l);
}

static bool may_lead_on(const KrGc *gc, const KrObj *cell) {
    const KrLayout *l = &gc->heap->layouts[kr__layout_no(cell)];
    if (!masks_tell(gc->heap, l)) return true;
    const uint32_t *words = (const uint32_t *)cell;
    for (uint64_t m = l->slots; m; m &= m - 1) {
        Slot s = KR_SLOT(words[__builtin_ctzll(m)]);
        if (kr__slot_is_ref(s) && leads_on(gc, s.bits)) return true;
    }
    for (uint64_t m = l->values; m; m &= m - 1) {
        Value v = *(const Value *)&words[__builtin_ctzll(m)];
        if (kr__is_ref(v) && v.bits && leads_on(gc, (uint32_t)v.bits)) return true;
    }
    return false;
}

static void note_dead(void *ud, KrObj *cell) {
    Graph *g = ud;
    uint32_t ref = kr__ref(cell);
    if (kr__mark_test(ref) || kr__layout_no(cell) == KR_T_BUFFER || !may_lead_on(g->gc, cell))
        return;
    put_bit(g, ref);
    if (!g->lost && !kr__vec_push(&g->gc->heap->mem, &g->nodes, ref)) g->lost = true;
}

/* Takes what tracing has pushed; true as soon as f says so. */
static bool take_edges(Graph *g, bool (*f)(Graph *g, uint32_t ref)) {
    KrGc *gc = g->gc;
    bool found = false;
    for (size_t i = 0; i < gc->n; i++) {
        uint32_t ref = gc->stack[i];
        gc->marks[ref >> 7] &= ~((uint64_t)1 << ((ref >> 1) & 63));
        found = found || f(g, ref);
    }
    gc->n = 0;
    return found;
}

/* Calls f for what the cell refers to, until it returns true: then true. A long array comes in parts, in each of which a
 * reference stands once. The shadow is in place. */
static bool each_edge(Graph *g, uint32_t from, bool (*f)(Graph *g, uint32_t ref)) {
    KrGc *gc = g->gc;
    KrObj *cell = kr__cell(from);
    uint32_t head = cell->head;
    kr__layout_mut(gc->vm, head >> 8)->mark =
        gc->epoch; /* class and names are not its references */
    kr__gc_scan(gc, cell);
    cell->head = head;
    bool found = take_edges(g, f);
    while (!found && kr__gc_scan_some(gc)) found = take_edges(g, f);
    gc->ranges.n = 0;
    return found;
}

static bool to_node(Graph *g, uint32_t ref) { return is_node(g, ref); }

/* Leaves out what does not lead to a node. */
static void leave_out(Graph *g) {
    for (int round = 0; round < ROUNDS && g->nodes.n; round++) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < g->nodes.n; i++) {
            uint32_t ref = g->nodes.data[i];
            if (each_edge(g, ref, to_node))
                g->nodes.data[kept++] = ref;
            else
                drop_bit(g, ref);
        }
        if (kept == g->nodes.n) break;
        g->nodes.n = kept;
    }
}

/* Numbers the nodes by address. */
static void number(Graph *g) {
    uint32_t n = 0;
    for (uint32_t w = g->first; w < g->end; w++) {
        g->before[w] = n;
        for (uint64_t m = g->bits[w]; m; m &= m - 1)
            g->nodes.data[n++] = w << 7 | (uint32_t)__builtin_ctzll(m) << 1;
    }
}

static bool count_in(Graph *g, uint32_t ref) {
    if (is_node(g, ref)) g->in[place_of(g, ref)]++;
    return false;
}
static bool take_away(Graph *g, uint32_t ref) {
    if (!is_node(g, ref)) return false;
    uint32_t place = place_of(g, ref);
    if (--g->in[place] == 0) g->todo[g->ntodo++] = place;
    return false;
}
static void peel(Graph *g) {
    uint32_t *ref = g->nodes.data, n = g->nodes.n;
    for (uint32_t i = 0; i < n; i++) each_edge(g, ref[i], count_in);
    for (uint32_t i = 0; i < n; i++)
        if (!g->in[i]) g->todo[g->ntodo++] = i;
    while (g->ntodo) each_edge(g, ref[g->todo[--g->ntodo]], take_away);
}

static bool reach(Graph *g, uint32_t ref) {
    if (is_node(g, ref) || kr__mark_test(ref) || kr__layout_no(kr__cell(ref)) == KR_T_BUFFER)
        return false;
    put_bit(g, ref);
    if (!kr__vec_push(&g->gc->heap->mem, &g->nodes, ref)) g->lost = true;
    return g->lost;
}
/* The nodes become what is left and all that it reaches. */
static void spread(Graph *g) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        uint32_t ref = g->nodes.data[i];
        if (g->in[i])
            g->nodes.data[left++] = ref;
        else
            drop_bit(g, ref);
    }
    g->nodes.n = left;
    while (g->nodes.n && !g->lost) each_edge(g, kr__vec_pop(&g->nodes), reach);
}

/* Tells of the nodes by address; what is to be kept is marked again, with what it reaches. */
static void tell(Graph *g, bool (*f)(kr_vm *vm, KrObj *cell)) {
    g->nodes.n = 0;
    for (uint32_t w = g->first; w < g->end; w++)
        for (uint64_t m = g->bits[w]; m; m &= m - 1) {
            uint32_t ref = w << 7 | (uint32_t)__builtin_ctzll(m) << 1;
            if (f(g->gc->vm, kr__cell(ref)) && !kr__vec_push(&g->gc->heap->mem, &g->nodes, ref))
                return;
        }
    for (uint32_t i = 0; i < g->nodes.n; i++) kr__trace_ref(g->gc, g->nodes.data[i]);
    kr__gc_drain(g->gc);
}

/* The part of the work that looks at edges; false: no memory. */
static bool find_cycles(Graph *g, uint64_t *shadow) {
    KrGc *gc = g->gc;
    KrMem *m = &gc->heap->mem;
    memcpy(shadow, kr__cage_tab.marks, 4096); /* the constants */
    gc->marks = shadow;
    gc->checking = true;
    leave_out(g);
    size_t n = g->nodes.n;
    g->in = n ? kr__mem_zalloc(m, n * sizeof *g->in) : NULL;
    g->todo = g->in ? kr__mem_zalloc(m, n * sizeof *g->todo) : NULL;
    if (g->todo) {
        number(g);
        peel(g);
        spread(g);
    }
    bool ok = g->todo && !g->lost;
    kr__mem_free(m, g->todo, n * sizeof *g->todo);
    kr__mem_free(m, g->in, n * sizeof *g->in);
    gc->checking = gc->overflow = false;
    gc->marks = kr__cage_tab.marks;
    return ok;
}

void kr__gc_tell_garbage(KrGc *gc, bool (*f)(kr_vm *vm, KrObj *cell)) {
    size_t bytes = kr__cage.size / 64, counts = kr__cage.size / 128;
    Graph g = {.gc = gc, .first = UINT32_MAX};
    g.bits = kr__reserve(bytes);
    g.before = kr__reserve(counts);
    uint64_t *shadow = kr__reserve(bytes);
    if (g.bits && g.before && shadow) {
        kr__blocks_each(gc->vm, false, note_dead, &g);
        if (!g.lost && find_cycles(&g, shadow)) tell(&g, f);
    }
    if (shadow) kr__unreserve(shadow, bytes);
    if (g.before) kr__unreserve(g.before, counts);
    if (g.bits) kr__unreserve(g.bits, bytes);
    kr__vec_free(&gc->heap->mem, &g.nodes);
}

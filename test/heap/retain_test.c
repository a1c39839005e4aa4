/* SPDX-License-Identifier: MIT
 * retain_test.c: retained bytes of random graphs against what a search without each class reaches; holders and paths;
 * labels of blocks with few and with many different ones; a census. */
#include "toy.h"

#include "heap/census.h"
#include "heap/labels.h"
#include "heap/retain.h"

#define NODES 600
#define CLASSES 6
#define EDGES 4

typedef struct Graph {
    kr_vm *vm;
    uint32_t layout[CLASSES], type[CLASSES]; /* class 0: private cells that belong to no class */
    KrSlots *node[NODES];
    int cls[NODES], to[NODES][EDGES];
    bool root[NODES];
} Graph;

static uint64_t seed;
static unsigned pick(unsigned n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

static void make(Graph *g, unsigned nroots, unsigned near) {
    kr_vm *vm = g->vm;
    for (int c = 0; c < CLASSES; c++) {
        KrObj *t = kr__new(vm, KR_T_TYPE, 16);
        vm->root[c] = kr__value_of(t);
        g->type[c] = kr__ref(t);
        g->layout[c] = c ? kr__layout_new(vm, KR_K_SLOTS, kr__slot_of(t)) : KR_T_SLOTS;
    }
    for (int i = 0; i < NODES; i++) {
        g->cls[i] = (int)pick(CLASSES);
        g->node[i] = kr__new(vm, g->layout[g->cls[i]], sizeof(KrSlots) + EDGES * sizeof(Slot));
        g->node[i]->len = EDGES;
    }
    for (int i = 0; i < NODES; i++)
        for (int k = 0; k < EDGES; k++) {
            int to = (i + 1 + (int)pick(near)) % NODES;
            g->to[i][k] = pick(3) ? to : -1;
            if (g->to[i][k] >= 0) g->node[i]->item[k] = kr__slot_of(g->node[to]);
        }
    for (unsigned i = 0; i < nroots; i++) {
        unsigned n = pick(NODES);
        g->root[n] = true;
        vm->root[CLASSES + i] = kr__value_of(g->node[n]);
    }
}

/* Marks what is reached without going through class c (-1: all). */
static void search(const Graph *g, int c, bool *seen) {
    int stack[NODES * (EDGES + 1)], n = 0;
    memset(seen, 0, NODES);
    for (int i = 0; i < NODES; i++)
        if (g->root[i]) stack[n++] = i;
    while (n) {
        int i = stack[--n];
        if (seen[i] || (c >= 0 && g->cls[i] == c)) continue;
        seen[i] = true;
        for (int k = 0; k < EDGES; k++)
            if (g->to[i][k] >= 0) stack[n++] = g->to[i][k];
    }
}

static void compare(Graph *g) {
    kr_vm *vm = g->vm;
    bool all[NODES], without[NODES];
    KrRetained r[CLASSES - 1];
    uint64_t reached;
    size_t used = vm->heap.mem.used;
    for (int c = 1; c < CLASSES; c++) r[c - 1] = (KrRetained){.cls = g->type[c]};
    CHECK(kr__retain(vm, r, CLASSES - 1, true, &reached));
    CHECK(vm->heap.mem.used == used);
    search(g, -1, all);
    for (int c = 1; c < CLASSES; c++) {
        uint64_t bytes = 0, objects = 0;
        search(g, c, without);
        for (int i = 0; i < NODES; i++) {
            if (!all[i] || without[i]) continue;
            bytes += kr__cell_bytes(vm, g->node[i]);
            objects += g->cls[i] != 0;
        }
        CHECKF(r[c - 1].bytes == bytes && r[c - 1].objects == objects,
               "class %d: %llu, %llu instead of %llu, %llu", c, (unsigned long long)r[c - 1].bytes,
               (unsigned long long)r[c - 1].objects, (unsigned long long)bytes,
               (unsigned long long)objects);
    }
}

static void graphs(void) {
    for (unsigned i = 0; i < 40; i++) {
        Graph g = {.vm = toy_vm(NULL)};
        seed = i + 1;
        g.vm->heap.no_gc = true; /* the graph's array is no root */
        make(&g, 1 + i % 4, i % 2 ? 5 : NODES - 1);
        compare(&g);
        KrCensus c;
        CHECK(kr__census_take(g.vm, &c));
        uint64_t n = 0;
        for (int k = 0; k < CLASSES; k++) n += c.by_layout[g.layout[k]].n;
        CHECK(n == NODES);
        kr__census_free(g.vm, &c);
        g.vm->heap.no_gc = false;
        kr__gc_collect(g.vm, true);
        kr__gc_check(g.vm);
        toy_free(g.vm);
    }
}

/* A chain with a detour: the shorter way is told. */
static void ways(void) {
    kr_vm *vm = toy_vm(NULL);
    KrSlots *goal = toy_node(vm, 1, KR_NO_SLOT);
    vm->root[1] = kr__value_of(goal); /* no stack is scanned */
    KrSlots *near = toy_node(vm, 1, kr__slot_of(goal)), *far = near;
    vm->root[1] = kr__value_of(near);
    for (int i = 0; i < 5; i++) {
        far = toy_node(vm, 1, kr__slot_of(far));
        vm->root[1] = kr__value_of(far);
    }
    KrSlots *top = toy_node(vm, 2, kr__slot_of(far));
    top->item[1] = kr__slot_of(near);
    vm->root[1] = kr__value_of(top);
    KrRefs refs = {0};
    KrRootKind kind;
    CHECK(kr__root_path(vm, kr__ref(goal), true, &refs, &kind));
    CHECK(kind == KR_ROOT_MACHINE && refs.n == 3 && refs.data[0] == kr__ref(goal) &&
          refs.data[1] == kr__ref(near) && refs.data[2] == kr__ref(top));
    refs.n = 0;
    CHECK(kr__holders(vm, kr__ref(near), &refs) && refs.n == 2);
    refs.n = 0;
    vm->root[1] = KR_UNSET;
    CHECK(kr__root_path(vm, kr__ref(goal), true, &refs, &kind) && kind == KR_ROOT_NONE && !refs.n);
    kr__vec_free(&vm->heap.mem, &refs);
    toy_free(vm);
}

static void labels(void) {
    kr_vm *vm = toy_vm(NULL);
    enum { N = 5000 };
    static uint32_t ref[N];
    vm->heap.no_gc = true;
    for (int i = 0; i < N; i++) {
        size_t size = i % 50 == 49 ? 3000u : 8u + (unsigned)i % 7 * 24;
        KrObj *o = kr__new(vm, KR_T_OBJECT, size);
        ref[i] = kr__ref(o);
    }
    static const unsigned kinds[] = {1, 2, 3, 5, 17, 300, 60000};
    for (unsigned k = 0; k < KR_COUNTOF(kinds); k++) {
        KrLabels l;
        CHECK(kr__labels_init(vm, &l));
        bool right = true;
        for (int i = 0; i < N; i++) right &= kr__label_get(&l, ref[i]) == 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < N; i++) {
                KrLabelPlace p;
                kr__label_place(&l, ref[i], &p);
                right &=
                    kr__label_write(&l, &p, (uint16_t)(1 + (unsigned)(i * 7 + round) % kinds[k]));
                right &= p.bytes == kr__cell_bytes(vm, kr__cell(ref[i]));
            }
            for (int i = 0; i < N; i++)
                right &= kr__label_get(&l, ref[i]) == 1 + (unsigned)(i * 7 + round) % kinds[k];
        }
        CHECKF(right, "%u labels", kinds[k]);
        kr__labels_free(&l);
    }
    toy_free(vm);
}

int main(void) {
    toy_table();
    graphs();
    ways();
    labels();
    return report();
}

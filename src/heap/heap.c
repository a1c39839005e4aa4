/* SPDX-License-Identifier: MIT
 * heap.c: beginning and end of a VM's heap. */
#include "heap/heap.h"

#include <stdlib.h>
#include <string.h>

#include "heap/private.h"

#define STACK_FIRST 1024

static bool init_parts(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    KrGc *gc = &p->gc;
    gc->vm = vm;
    gc->heap = h;
    gc->marks = kr__cage_tab.marks;
    gc->base = kr__cage.base;
    gc->stack = kr__mem_alloc(&h->mem, STACK_FIRST * sizeof *gc->stack);
    if (!gc->stack) return false;
    gc->cap = STACK_FIRST;
    return kr__layouts_init(vm);
}

/* See heap.h. kr__heap(vm) is zero but for what the caller has set of mem, callbacks and hash_key. */
bool kr__heap_init(kr_vm *vm, const KrKindInfo *const *kinds) {
    KrHeap *h = kr__heap(vm);
    h->kinds = kinds;
    if (!kr__cage_open()) return false;
    h->p = kr__mem_zalloc(&h->mem, sizeof *h->p);
    if (!h->p) return false;
    h->p->young_limit = (size_t)1 << 20;
    h->p->start_cpu = kr__gc_clock();
    if (!init_parts(vm)) {
        kr__heap_free(vm);
        return false;
    }
#ifdef KR_STRESS
    const char *seed = getenv("KRAIT_STRESS_SEED");
    kr__gc_stress_seed(vm, seed ? strtoull(seed, NULL, 0) : 1);
    kr__blocks_slow(vm, SLOW_STRESS, true);
#endif
    return true;
}

/* See heap.h. No finalizer runs. The heap is zero afterwards but for `mem`. */
void kr__heap_free(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    KrMem *m = &h->mem;
    if (!p) return;
    kr__trace_stop(vm);
    kr__side_free(vm);
    kr__intern_free(vm);
    kr__large_free_all(vm);
    kr__layouts_free(vm);
    kr__blocks_free_all(vm);
    kr__vec_free(m, &p->remembered);
    kr__vec_free(m, &p->dirty);
    kr__vec_free(m, &p->gc.ranges);
    kr__mem_free(m, p->gc.stack, p->gc.cap * sizeof *p->gc.stack);
    kr__mem_free(m, p, sizeof *p);
    h->p = NULL;
    memset(h->runs, 0, sizeof h->runs);
}

/* See heap.h. */
void kr__heap_fail_at(kr_vm *vm, uint64_t n, bool sticky) {
    KrMem *m = &kr__heap(vm)->mem;
    m->fail_at = n;
    m->fail_sticky = sticky;
    kr__blocks_slow(vm, SLOW_FAIL, n != 0);
}

/* See watch.h. */
void kr__heap_watch(kr_vm *vm, const KrWatch *w) {
    kr__heap(vm)->watch = w;
    kr__blocks_slow(vm, SLOW_WATCH, w != NULL);
}

/* Bytes in buffers that the cell owns. */
size_t kr__owned_bytes(kr_vm *vm, const void *cell) {
    const KrKindInfo *k = kr__heap(vm)->kinds[kr__kind(vm, cell)];
    return k && k->owned ? k->owned(vm, cell) : 0;
}

/* SPDX-License-Identifier: MIT
 * limit_test.c: the memory limit, allocations that fail, tracemalloc, several VMs in threads. */
#include <pthread.h>

#include "toy.h"

/* Garbage under a limit goes on for ever; what lives past it ends in MemoryError, and the VM lives. */
static void limit(void) {
    kr_vm *vm = toy_vm(NULL);
    vm->heap.mem.limit = (size_t)8 << 20;
    for (int i = 0; i < 100000; i++) CHECK(toy_node(vm, 100, KR_NO_SLOT) != NULL);
    CHECK(vm->memory_errors == 0);
    KrGcStats s;
    kr__gc_stats(vm, &s);
    uint64_t before = s.full;
    int n = 0;
    for (KrSlots *a; (a = toy_node(vm, 100, kr__ref_slot(vm->root[0]))) != NULL; n++)
        vm->root[0] = kr__value_of(a);
    CHECK(vm->memory_errors == 1 && n > 10000 && vm->heap.mem.used <= vm->heap.mem.limit);
    for (int i = 0; i < 1000; i++) CHECK(toy_node(vm, 100, KR_NO_SLOT) == NULL);
    kr__gc_stats(vm, &s);
#ifndef KR_STRESS /* which collects by its own count */
    CHECKF(s.full - before < 40, "%d full collections", (int)(s.full - before));
#endif
    vm->root[0] = KR_UNSET;
    kr__gc_collect(vm, true);
    CHECK(toy_node(vm, 100, KR_NO_SLOT) != NULL);
    ToyList *l = toy_list_new(vm);
    vm->root[0] = kr__value_of(l);
    while (toy_append(vm, l, kr__slot_from_int((int)l->len))) {}
    CHECK(l->len > 1000000 && l->items[l->len - 1].bits == kr__slot_from_int((int)l->len - 1).bits);
    kr__gc_check(vm);
    toy_free(vm);
}

/* A little of everything; false as soon as something fails. */
static bool task(kr_vm *vm) {
    ToyList *l = toy_list_new(vm);
    if (!l) return false;
    vm->root[0] = kr__value_of(l);
    char buf[16];
    for (int i = 0; i < 300; i++) {
        Value v = kr__intern(vm, buf, (size_t)sprintf(buf, "n%d", i % 70));
        vm->root[2] = v; /* no stack is scanned */
        if (!kr__ok(v) || !toy_append(vm, l, kr__ref_slot(v))) return false;
        KrSlots *a = toy_node(vm, 5, KR_NO_SLOT);
        if (!a) return false;
        vm->root[1] = kr__value_of(a);
        if (i % 9 == 0 && !kr__side_finalize(vm, a)) return false;
        if (i % 7 == 0 && !kr__side_set_dict(vm, a, kr__value_of(l))) return false;
        if (i % 50 == 0) kr__gc_collect(vm, i % 100 == 0);
    }
    KrRootSpec s = {.kind = KR_K_INSTANCE, .flags = KR_LF_PLAIN, .struct_size = 4, .room = 2};
    uint32_t no = kr__layout_root(vm, &s);
    for (int i = 0; no && i < 10; i++)
        no = kr__layout_add(vm, no, l->items[i], i & 1 ? KR_FIELD_WIDE : KR_FIELD_NARROW);
    if (!no || !kr__layout_boxed(vm, no, 0) || !kr__layout_dict(vm, no)) return false;
    size_t room;
    void *big = kr__buf_new(vm, l, 300000, &room), *bigger;
    if (!big) return false;
    bigger = kr__buf_resize(vm, l, big, room, 900000, &room);
    kr__buf_free(vm, l, bigger ? bigger : big, room);
    return bigger != NULL;
}

static void sweep(bool sticky) {
    unsigned n = 1;
    for (bool done = false; !done; n++) {
        kr_vm *vm = toy_vm(NULL);
        kr__heap_fail_at(vm, n, sticky);
        bool ok = task(vm);
        done = ok && vm->heap.mem.fail_at; /* not a request that failed */
        CHECKF(ok == !vm->memory_errors && vm->memory_errors <= 1, "%u: %u errors", n,
               vm->memory_errors);
        kr__heap_fail_at(vm, 0, false);
        kr__gc_collect(vm, true);
        kr__gc_check(vm);
        vm->root[0] = KR_UNSET;
        CHECK(toy_list_new(vm) != NULL);
        toy_free(vm);
    }
    CHECKF(n > 400, "%u", n);
}

static void trace(void) {
    kr_vm *vm = toy_vm(NULL);
    for (int i = 0; i < 1000; i++) {
        KrSlots *a = toy_node(vm, 3, kr__ref_slot(vm->root[0]));
        vm->root[0] = kr__value_of(a);
    }
    size_t now, peak;
    CHECK(kr__trace_start(vm, 1));
    kr__trace_get(vm, &now, &peak);
    CHECK(now == 0);
    for (int i = 0; i < 1000; i++) { /* 24 bytes each */
        KrSlots *a = toy_node(vm, 4, kr__ref_slot(vm->root[1]));
        vm->root[1] = kr__value_of(a);
        (void)toy_node(vm, 30, KR_NO_SLOT);
        if (i == 500) kr__gc_collect(vm, true);
    }
    kr__gc_collect(vm, true);
    kr__trace_get(vm, &now, &peak);
    CHECKF(now == 24000 && peak >= 24000 && peak < 400000, "%zu %zu", now, peak);
    vm->root[0] = KR_UNSET; /* was before */
    kr__gc_collect(vm, true);
    kr__trace_get(vm, &now, &peak);
    CHECKF(now == 24000, "%zu", now);
    for (int i = 0; i < 2000; i++) { /* in the places of what was before */
        KrSlots *a = toy_node(vm, 3, kr__ref_slot(vm->root[2]));
        vm->root[2] = kr__value_of(a);
    }
    ToyList *l = toy_list_new(vm);
    vm->root[3] = kr__value_of(l);
    size_t room;
    l->items = kr__buf_new(vm, l, 1 << 20, &room);
    l->cap = 1 << 18;
    kr__gc_collect(vm, true);
    kr__trace_get(vm, &now, &peak);
    CHECKF(now == 24000 + 2000 * 24 + 24 + (1 << 20), "%zu", now);
    l->items = kr__buf_resize(vm, l, l->items, room, 0, &room); /* let go early: the peak had it */
    l->cap = 0;
    kr__trace_get(vm, &now, &peak);
    CHECKF(now < 80000 && peak >= 24000 + 2000 * 24 + 24 + (1 << 20), "%zu %zu", now, peak);
    kr__trace_reset_peak(vm);
    for (int i = 0; i < 3; i++) {
        l->items = kr__buf_new(vm, l, 1 << 20, &room);
        kr__buf_free(vm, l, l->items, room);
    }
    l->items = NULL;
    kr__trace_get(vm, &now, &peak);
    CHECKF(now < 80000 && peak >= 1 << 20 && peak < (1 << 20) + 200000, "%zu %zu", now, peak);
    kr__trace_clear(vm);
    kr__trace_get(vm, &now, &peak);
    CHECK(now == 0 && peak == 0);
    vm->root[3] = kr__value_of(kr__new(vm, KR_T_SLICE, 12345));
    kr__trace_get(vm, &now, &peak);
    CHECKF(now == 12345, "%zu", now);
    kr__trace_stop(vm);
    toy_free(vm);
}

static void *worker(void *arg) {
    int *bad = arg;
    for (int round = 0; round < 5; round++) {
        kr_vm *vm = toy_vm(__builtin_frame_address(0));
        ToyList *l = toy_list_new(vm);
        vm->root[0] = kr__value_of(l);
        for (int i = 0; i < 60000; i++) {
            KrSlots *a = toy_node(vm, 1 + (size_t)i % 12, kr__slot_from_int(i));
            if (i % 3 == 0 && !toy_append(vm, l, kr__slot_of(a))) *bad += 1;
        }
        kr__gc_collect(vm, true);
        for (uint32_t i = 0; i < l->len; i++)
            *bad += kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[i]))->item[0]) != (int)i * 3;
        kr__gc_check(vm);
        kr__heap_free(vm);
        *bad += vm->heap.mem.used != 0;
        free(vm);
    }
    return NULL;
}

static void threads(void) {
    pthread_t t[4];
    int bad[4] = {0};
    for (int i = 0; i < 4; i++) pthread_create(&t[i], NULL, worker, &bad[i]);
    for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
    CHECK(bad[0] + bad[1] + bad[2] + bad[3] == 0);
}

int main(void) {
    toy_table();
    limit();
    sweep(false);
    sweep(true);
    trace();
    threads();
    return report();
}

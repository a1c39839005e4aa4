/* SPDX-License-Identifier: MIT
 * collect_test.c: allocation, collection young and full, the barrier, cards, the C stack. Precise
 * roots only (no stack scan), but where the stack is the subject. */
#include <time.h>

#include "toy.h"

static size_t live_cells;
static void count_cell(void *ud, KrObj *cell) {
    (void)ud, (void)cell;
    live_cells++;
}
static size_t cells(kr_vm *vm) {
    live_cells = 0;
    kr__heap_each(vm, count_cell, NULL);
    return live_cells;
}

static void sizes(void) {
    kr_vm *vm = toy_vm(NULL);
    for (size_t n = 8; n <= 3000; n += 4) {
        char *p = kr__new(vm, KR_T_SLICE, n);
        size_t got = kr__cell_bytes(vm, p);
        CHECKF(got >= n && (n > 256 || got == ((n + 7) & ~(size_t)7)), "%zu got %zu", n, got);
        CHECKF(n > 2048 ? got == n : got <= n + n / 8 + 7, "%zu got %zu", n, got);
        bool zero = true;
        for (size_t i = 4; i < got; i++) zero &= p[i] == 0;
        CHECK(zero && kr__layout_no(p) == KR_T_SLICE);
    }
    char *big = kr__new(vm, KR_T_SLICE, ((size_t)5 << 20) - 3);
    CHECK(kr__cell_bytes(vm, big) == ((size_t)5 << 20) - 3);
    big[(5 << 20) - 4] = 1;
    kr__gc_collect(vm, true);
    CHECK(cells(vm) == 0);
    kr__gc_check(vm);
    toy_free(vm);
}

/* What cells past the size classes count as, alive and when they have died: what they asked for. */
static void big_cells(void) {
    kr_vm *vm = toy_vm(NULL);
    KrGcStats s;
    kr__gc_stats(vm, &s);
    size_t none = s.cells, bytes = 0, charged;
    for (unsigned i = 0; i < 40; i++) {
        size_t n = i == 20 ? (2u << 20) + 1 : 2049 + 1234 * (size_t)i;
        KrObj *cell = kr__new(vm, KR_T_SLICE, n);
        vm->root[i] = kr__value_of(cell);
        bytes += n;
    }
    for (unsigned round = 0; round < 3; round++) {
        kr__gc_stats(vm, &s);
        CHECKF(s.cells - none == bytes, "%zu, not %zu", s.cells - none, bytes);
        kr__gc_collect(vm, round == 1);
        kr__gc_check(vm);
    }
    charged = vm->heap.mem.used;
    CHECK(charged > bytes + 40 * 1000);
    for (unsigned i = 0; i < 40; i += 2) {
        bytes -= kr__cell_bytes(vm, kr__ptr(vm->root[i]));
        vm->root[i] = KR_UNSET;
    }
    kr__gc_collect(vm, true);
    kr__gc_stats(vm, &s);
    CHECKF(s.cells - none == bytes, "%zu, not %zu", s.cells - none, bytes);
    ToyList *l = toy_list_new(vm); /* the owner of a buffer gets all of its pages */
    vm->root[0] = kr__value_of(l);
    size_t room;
    char *buf = kr__buf_new(vm, l, 5000, &room);
    CHECK(room == 8192 - 8 && kr__buf_bytes(vm, buf, room) == 8192 && buf[room - 1] == 0);
    toy_free(vm);
}

static void reachability(void) {
    kr_vm *vm = toy_vm(NULL);
    /* root[0]: a chain of 10,000 nodes; as many again are garbage */
    for (int i = 0; i < 10000; i++) {
        KrSlots *a = toy_node(vm, 1 + rnd() % 20, kr__ref_slot(vm->root[0]));
        vm->root[0] = kr__value_of(a);
        (void)toy_node(vm, rnd() % 40 + 1, KR_NO_SLOT);
        if (i % 1000 == 999) kr__gc_collect(vm, i % 3000 == 2999);
        kr__gc_check(vm->heap.nlayouts && i % 2500 == 0 ? vm : vm);
        if (i > 100) i += 7;
    }
    size_t n = 0;
    for (Slot s = kr__ref_slot(vm->root[0]); s.bits; s = ((KrSlots *)kr__slot_ptr(s))->item[0]) n++;
    kr__gc_collect(vm, true);
    CHECK(cells(vm) == n);
    vm->root[0] = KR_UNSET;
    kr__gc_collect(vm, false);
    CHECK(cells(vm) == n); /* all old */
    kr__gc_collect(vm, true);
    CHECK(cells(vm) == 0);
    toy_free(vm);
}

static void barrier(void) {
    kr_vm *vm = toy_vm(NULL);
    KrSlots *old = toy_node(vm, 100, KR_NO_SLOT);
    vm->root[0] = kr__value_of(old);
    kr__gc_collect(vm, false);
    CHECK(old->head.head & KR_F_OLD);
    for (int i = 0; i < 100; i++) {
        KrSlots *young = toy_node(vm, 3, kr__slot_from_int(i));
        kr__store(vm, old, &old->item[i], kr__slot_of(young));
        if (i % 7 == 0) kr__gc_collect(vm, false);
    }
    kr__gc_collect(vm, false);
    kr__gc_check(vm);
    bool same = true;
    for (int i = 0; i < 100; i++)
        same &= kr__slot_int(((KrSlots *)kr__slot_ptr(old->item[i]))->item[0]) == i;
    CHECK(same && cells(vm) == 101);
    toy_free(vm);
}

/* A list that grows through every form of buffer, old from early on, with young items. */
static void growing_list(size_t n, size_t every) {
    kr_vm *vm = toy_vm(NULL);
    ToyList *l = toy_list_new(vm);
    vm->root[0] = kr__value_of(l);
    for (size_t i = 0; i < n; i++) {
        KrSlots *a = toy_node(vm, 1, kr__slot_from_int((int)i));
        vm->root[1] = kr__value_of(a);
        if (!toy_append(vm, l, kr__slot_of(a))) CHECK(false);
        if (i % every == 0) kr__gc_collect(vm, i % (every * 8) == 0);
    }
    vm->root[1] = KR_UNSET;
    kr__gc_collect(vm, false);
    kr__gc_check(vm);
    bool same = true;
    for (size_t i = 0; i < n; i++)
        same &= kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[i]))->item[0]) == (int)i;
    CHECK(same && l->len == n);
    /* stores into the middle of an old list */
    for (int k = 0; k < 2000; k++) {
        size_t i = rnd() % n;
        KrSlots *a = toy_node(vm, 1, kr__slot_from_int(-(int)i));
        l->items[i] = kr__slot_of(a);
        kr__barrier_item(vm, l, &l->items[i]);
        if (k % 50 == 0) kr__gc_collect(vm, false);
    }
    kr__gc_collect(vm, false);
    same = true;
    for (size_t i = 0; i < n; i++) {
        int v = kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[i]))->item[0]);
        same &= v == (int)i || v == -(int)i;
    }
    CHECK(same);
    kr__gc_check(vm);
    /* shrink to nothing */
    size_t room;
    l->items = kr__buf_resize(vm, l, l->items, l->cap * 4, 40, &room);
    l->cap = l->len = (uint32_t)(room / 4 < 10 ? room / 4 : 10);
    CHECK(kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[9]))->item[0]) == 9 ||
          kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[9]))->item[0]) == -9);
    kr__gc_collect(vm, true);
    kr__gc_check(vm);
    toy_free(vm);
}

static KR_NOINLINE ToyList *make_on_stack(kr_vm *vm, int n) {
    ToyList *l = toy_list_new(vm);
    for (int i = 0; i < n; i++) {
        KrSlots *a = toy_node(vm, 2, kr__slot_from_int(i));
        (void)toy_append(vm, l, kr__slot_of(a));
    }
    return l;
}

static KR_NOINLINE void stack_scan(kr_vm *vm) {
    ToyList *l = make_on_stack(vm, 1000);
    Value v = kr__value_of(toy_node(vm, 1, kr__slot_from_int(77)));
    volatile uint32_t half = kr__ref(toy_node(vm, 1, kr__slot_from_int(78)));
    for (int i = 0; i < 3; i++) {
        kr__gc_collect(vm, i & 1);
        for (int k = 0; k < 2000; k++) (void)toy_node(vm, 1 + (size_t)k % 9, KR_NO_SLOT);
    }
    bool same = true;
    for (int i = 0; i < 1000; i++)
        same &= kr__slot_int(((KrSlots *)kr__slot_ptr(l->items[i]))->item[0]) == i;
    CHECK(same);
    CHECK(kr__slot_int(((KrSlots *)kr__ptr(v))->item[0]) == 77);
    CHECK(kr__slot_int(((KrSlots *)kr__cell(half))->item[0]) == 78);
}

/* Large buffers: pages of their own, freed when their owner dies. */
static void large(void) {
    kr_vm *vm = toy_vm(NULL);
    for (int i = 0; i < 8; i++) {
        ToyList *l = toy_list_new(vm);
        vm->root[i] = kr__value_of(l);
        size_t room;
        l->items = kr__buf_new(vm, l, 200000 + (size_t)i * 100000, &room);
        l->cap = (uint32_t)(room / 4);
        CHECK(room % 4096 == 0);
    }
    KrGcStats s;
    kr__gc_collect(vm, true);
    kr__gc_stats(vm, &s);
    CHECK(s.buffers > 4000000);
    for (int i = 0; i < 4; i++) vm->root[i] = KR_UNSET;
    ToyList *a = kr__ptr(vm->root[5]), *b = kr__ptr(vm->root[6]);
    kr__buf_free(vm, b, b->items, b->cap * 4);
    kr__buf_give(vm, a, b, a->items, a->cap * 4);
    b->items = a->items;
    b->cap = a->cap;
    a->items = NULL;
    a->cap = 0;
    kr__gc_collect(vm, true);
    kr__gc_stats(vm, &s);
    CHECKF(s.buffers < 2500000 && s.buffers > 1000000, "%zu", s.buffers);
    kr__gc_check(vm);
    toy_free(vm);
}

/* The mark stack cannot grow: marking goes on by walking the heap. */
static void no_mark_stack(void) {
    kr_vm *vm = toy_vm(NULL);
    KrSlots *top = toy_node(vm, 20000, KR_NO_SLOT);
    vm->root[0] = kr__value_of(top);
    for (int i = 0; i < 20000; i++) {
        KrSlots *a = toy_node(vm, 3, KR_NO_SLOT);
        kr__store(vm, top, &top->item[i], kr__slot_of(a));
        KrSlots *b = toy_node(vm, 2, KR_NO_SLOT);
        kr__store(vm, a, &a->item[1], kr__slot_of(b));
    }
    vm->heap.mem.limit = vm->heap.mem.used;
    kr__gc_collect(vm, true);
    vm->heap.mem.limit = 0;
    CHECK(cells(vm) == 40001);
    kr__gc_check(vm);
    toy_free(vm);
}

int main(void) {
    toy_table();
    sizes();
    big_cells();
    reachability();
    barrier();
    growing_list(3000, 10);
    growing_list(200000, 5000);
    large();
    no_mark_stack();
    kr_vm *vm = toy_vm(__builtin_frame_address(0));
    stack_scan(vm);
    kr__gc_collect(vm, true);
    toy_free(vm);
    return report();
}

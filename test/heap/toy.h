/* SPDX-License-Identifier: MIT
 * toy.h: a VM of kinds and roots for the tests of heap/, which link base and heap alone. */
#ifndef TEST_HEAP_TOY_H
#define TEST_HEAP_TOY_H

#include "../base/check.h"
#include "heap/cells.h"

typedef struct ToyList { /* as the list of types/: items in a buffer */
    KrObj head;
    uint32_t len, cap, pad;
    Slot *items;
} ToyList;

struct kr_vm {
    KrHeap heap;
    Value root[64];
    unsigned memory_errors, released, wakes, adopted, wide_notes;
    size_t after_marks;
};

static void toy_items(KrGc *gc, KrObj *owner, char *from, char *to) {
    (void)owner;
    kr__trace_slots(gc, (const Slot *)from, (size_t)(to - from) / sizeof(Slot));
}
static void toy_list_trace(KrGc *gc, KrObj *cell) {
    ToyList *l = (ToyList *)cell;
    if (kr__trace_buf_cards(gc, cell, l->items, l->cap * sizeof(Slot), toy_items))
        kr__trace_slots(gc, l->items, l->len);
}
static size_t toy_list_owned(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return ((const ToyList *)cell)->cap * sizeof(Slot);
}
static void toy_release(kr_vm *vm, KrObj *cell) {
    (void)cell;
    vm->released++;
}
static void toy_str_trace(KrGc *gc, KrObj *cell) {
    if (cell->head & KR_F_STR_EXTERN) kr__trace_slot(gc, ((KrStrExtern *)cell)->buffer);
}

static const KrKindInfo toy_none = {.name = "other", .size = 8};
static const KrKindInfo toy_buffer = {.name = "buffer", .size = 8};
static const KrKindInfo toy_box = {.name = "box", .size = 16, .values = 1u << 2};
static const KrKindInfo toy_slots = {.name = "slots", .size = 8, .tail = 1};
static const KrKindInfo toy_instance = {.name = "instance", .size = 4};
static const KrKindInfo toy_str = {.name = "str", .size = 12, .trace = toy_str_trace};
static const KrKindInfo toy_tuple = {.name = "tuple", .size = 8, .tail = 1};
static const KrKindInfo toy_list = {
    .name = "list", .size = sizeof(ToyList), .trace = toy_list_trace, .owned = toy_list_owned};
static const KrKindInfo toy_weakref = {
    .name = "weakref", .size = sizeof(KrWeakref), .slots = 1u << 2};
static const KrKindInfo toy_host = {.name = "host", .size = 16, .release = toy_release};
static const KrKindInfo toy_type = {.name = "type", .size = 16, .slots = 1u << 2};

static const KrKindInfo *toy_kinds[KR_K_COUNT];

static void toy_roots(kr_vm *vm, KrGc *gc) { kr__trace_values(gc, vm->root, KR_COUNTOF(vm->root)); }
static void toy_no_memory(kr_vm *vm) { vm->memory_errors++; }
static void toy_after(kr_vm *vm, KrGc *gc, bool full) {
    (void)gc, (void)full;
    vm->after_marks++;
}
static void toy_wake(kr_vm *vm) { vm->wakes++; }
static void toy_note(kr_vm *vm, Slot cls, Slot name) {
    (void)cls, (void)name;
    vm->wide_notes++;
}

static void toy_table(void) {
    for (unsigned i = 1; i < KR_K_COUNT; i++) toy_kinds[i] = &toy_none;
    toy_kinds[KR_K_BUFFER] = &toy_buffer;
    toy_kinds[KR_K_BOX] = &toy_box;
    toy_kinds[KR_K_SLOTS] = &toy_slots;
    toy_kinds[KR_K_INSTANCE] = &toy_instance;
    toy_kinds[KR_K_STR] = &toy_str;
    toy_kinds[KR_K_TUPLE] = &toy_tuple;
    toy_kinds[KR_K_LIST] = &toy_list;
    toy_kinds[KR_K_WEAKREF] = &toy_weakref;
    toy_kinds[KR_K_HOST] = &toy_host;
    toy_kinds[KR_K_TYPE] = &toy_type;
}

/* A VM whose C stack is scanned from `base`, or (NULL) one without scan. */
static kr_vm *toy_vm(const void *base) {
    kr_vm *vm = calloc(1, sizeof *vm);
    vm->heap.trace_roots = toy_roots;
    vm->heap.raise_memory = toy_no_memory;
    vm->heap.after_mark = toy_after;
    vm->heap.wake = toy_wake;
    vm->heap.note_wide = toy_note;
    if (!kr__heap_init(vm, toy_kinds)) {
        free(vm);
        return NULL;
    }
    if (base)
        kr__gc_stack_base(vm, base);
    else
        vm->heap.stw_precise = true;
    return vm;
}
static void toy_free(kr_vm *vm) {
    kr__heap_free(vm);
    CHECKF(vm->heap.mem.used == 0, "%zu bytes left", vm->heap.mem.used);
    free(vm);
}

static inline ToyList *toy_list_new(kr_vm *vm) { return kr__new(vm, KR_T_LIST, sizeof(ToyList)); }

static inline bool toy_append(kr_vm *vm, ToyList *l, Slot s) {
    if (l->len == l->cap) {
        size_t room, n = l->cap + l->cap / 8 + 4;
        Slot *p = kr__buf_resize(vm, l, l->items, l->cap * sizeof(Slot), n * sizeof(Slot), &room);
        if (!p) return false;
        l->items = p;
        l->cap = (uint32_t)(room / sizeof(Slot));
    }
    l->items[l->len++] = s;
    if (kr__slot_is_ref(s)) kr__barrier_item(vm, l, &l->items[l->len - 1]);
    return true;
}

/* A Slot array of n, whose first item is `first`. */
static inline KrSlots *toy_node(kr_vm *vm, size_t n, Slot first) {
    KrSlots *a = kr__slots_new(vm, n);
    if (a) a->item[0] = first;
    return a;
}

#endif

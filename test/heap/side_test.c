/* SPDX-License-Identifier: MIT
 * side_test.c: weak references, finalizers, dict views, release functions, interned strings. */
#include "toy.h"

static KrWeakref *weak_to(kr_vm *vm, void *cell, Slot callback) {
    KrWeakref *w = kr__new(vm, KR_T_WEAKREF, sizeof *w);
    w->referent = kr__slot_of(cell);
    w->callback = callback;
    w->next = kr__ref_slot(kr__side_weak(vm, cell));
    CHECK(kr__side_set_weak(vm, cell, kr__value_of(w)));
    return w;
}

static void weak(bool full) {
    kr_vm *vm = toy_vm(NULL);
    KrSlots *a = toy_node(vm, 1, KR_NO_SLOT), *b = toy_node(vm, 1, KR_NO_SLOT);
    KrSlots *cb = toy_node(vm, 1, KR_NO_SLOT);
    vm->root[0] = kr__value_of(a);
    KrWeakref *wa = weak_to(vm, a, KR_NO_SLOT), *wb = weak_to(vm, b, kr__slot_of(cb));
    KrWeakref *wb2 = weak_to(vm, b, KR_NO_SLOT);
    (void)weak_to(vm, b, kr__slot_of(cb)); /* dies with b: no callback */
    (void)weak_to(vm, a, KR_NO_SLOT);      /* dies, a lives: unlinked */
    vm->root[1] = kr__value_of(wa);
    vm->root[2] = kr__value_of(wb);
    vm->root[3] = kr__value_of(wb2);
    kr__gc_collect(vm, full);
    kr__gc_check(vm);
    CHECK(wa->referent.bits == kr__ref(a) && kr__side_weak(vm, a).bits == kr__ref(wa));
    CHECK(wa->next.bits == 0);
    CHECK(wb->referent.bits == 0 && wb2->referent.bits == 0);
    Value o, c;
    CHECK(vm->heap.has_pending && vm->wakes == 1);
    CHECK(kr__pending_next(vm, &o, &c) && o.bits == kr__ref(wb) && c.bits == kr__ref(cb));
    CHECK(!kr__pending_next(vm, &o, &c) && !vm->heap.has_pending);
    vm->root[0] = KR_UNSET;
    kr__gc_collect(vm, true);
    CHECK(wa->referent.bits == 0);
    kr__gc_check(vm);
    toy_free(vm);
}

static void finalizers(bool full) {
    kr_vm *vm = toy_vm(NULL);
    for (int i = 0; i < 100; i++) {
        KrSlots *inner = toy_node(vm, 1, kr__slot_from_int(i));
        KrSlots *a = toy_node(vm, 2, kr__slot_of(inner));
        CHECK(kr__side_finalize(vm, a) && kr__side_finalize(vm, a));
        if (i % 10 == 0) vm->root[i / 10] = kr__value_of(a);
        if (i % 10 == 1) a->head.head &= ~KR_F_FINAL; /* taken back */
    }
    kr__gc_collect(vm, full);
    Value o, c;
    int n = 0;
    bool order = true;
    for (int last = -1; kr__pending_next(vm, &o, &c); n++) {
        KrSlots *a = kr__ptr(o);
        int i = kr__slot_int(((KrSlots *)kr__slot_ptr(a->item[0]))->item[0]);
        order &= i > last && !kr__ok(c) && !(a->head.head & KR_F_FINAL);
        last = i;
        if (i == 2) vm->root[20] = o; /* comes back to life */
    }
    CHECK(n == 80 && order);
    kr__gc_collect(vm, true);
    CHECK(!vm->heap.has_pending); /* each once */
    memset(vm->root, 0, 10 * sizeof(Value));
    kr__gc_collect(vm, false);
    CHECK(!vm->heap.has_pending); /* they are old */
    kr__gc_collect(vm, true);
    for (n = 0; kr__pending_next(vm, &o, &c);) n++;
    CHECK(n == 10);
    KrSlots *last = toy_node(vm, 1, KR_NO_SLOT);
    vm->root[0] = kr__value_of(last);
    CHECK(kr__side_finalize(vm, last));
    kr__side_finalize_all(vm);
    CHECK(kr__pending_next(vm, &o, &c) && o.bits == kr__ref(last));
    kr__gc_check(vm);
    toy_free(vm);
}

/* Who refers to another comes first, whichever was made first. */
static void finalizer_order(void) {
    kr_vm *vm = toy_vm(NULL);
    Slot inner = KR_NO_SLOT;
    uint32_t made[6];
    for (int i = 0; i < 6; i++) {
        KrSlots *a = toy_node(vm, 2, inner);
        made[i] = kr__ref(a);
        CHECK(kr__side_finalize(vm, a));
        if (i % 3 != 2)
            inner = kr__slot_of(toy_node(vm, 1, kr__slot_of(a)));
        else
            inner = KR_NO_SLOT;
    }
    kr__gc_collect(vm, false);
    Value o, c;
    static const int order[] = {2, 1, 0, 5, 4, 3};
    for (int i = 0; i < 6; i++) CHECK(kr__pending_next(vm, &o, &c) && o.bits == made[order[i]]);
    CHECK(!kr__pending_next(vm, &o, &c));
    toy_free(vm);
}

/* After a del, what dies alone is finalized and its weak references cleared, but no cycle. */
static void cycles_kept(void) {
    kr_vm *vm = toy_vm(NULL);
    KrSlots *a = toy_node(vm, 1, KR_NO_SLOT), *b = toy_node(vm, 1, kr__slot_of(a));
    kr__store(vm, a, &a->item[0], kr__slot_of(b));
    KrSlots *alone = toy_node(vm, 1, KR_NO_SLOT);
    CHECK(kr__side_finalize(vm, a) && kr__side_finalize(vm, b) && kr__side_finalize(vm, alone));
    KrWeakref *wa = weak_to(vm, a, KR_NO_SLOT), *walone = weak_to(vm, alone, KR_NO_SLOT);
    vm->root[0] = kr__value_of(wa);
    vm->root[1] = kr__value_of(walone);
    kr__gc_request_death(vm, kr__value_of(alone));
    CHECK(vm->heap.want_gc && !vm->heap.want_full);
    kr__gc_collect(vm, false);
    Value o, c;
    CHECK(kr__pending_next(vm, &o, &c) && o.bits == kr__ref(alone));
    CHECK(!kr__pending_next(vm, &o, &c));
    CHECK(wa->referent.bits == kr__ref(a) && walone->referent.bits == 0);
    kr__gc_request(vm, true);
    kr__gc_collect(vm, false);
    CHECK(wa->referent.bits == 0);
    CHECK(kr__pending_next(vm, &o, &c) && o.bits == kr__ref(a)); /* in order of creation */
    CHECK(kr__pending_next(vm, &o, &c) && o.bits == kr__ref(b));
    kr__gc_check(vm);
    toy_free(vm);
}

static bool toy_adopt(kr_vm *vm, Value view, Value owner) {
    KrSlots *v = kr__ptr(view), *o = kr__ptr(owner);
    v->item[0] = o->item[0];
    kr__barrier(vm, v);
    return ++vm->adopted != 2; /* the second time memory is out */
}

static void views(void) {
    kr_vm *vm = toy_vm(NULL);
    vm->heap.adopt = toy_adopt;
    for (int i = 0; i < 4; i++) {
        KrSlots *owner = toy_node(vm, 1, kr__slot_of(toy_node(vm, 1, kr__slot_from_int(i))));
        KrSlots *view = toy_node(vm, 1, KR_NO_SLOT);
        CHECK(kr__side_set_dict(vm, owner, kr__value_of(view)));
        CHECK(kr__side_dict(vm, owner).bits == kr__ref(view));
        if (i == 0) vm->root[0] = kr__value_of(owner); /* the view dies, its owner lives */
        if (i == 1 || i == 2) vm->root[i] = kr__value_of(view);
    }
    kr__gc_collect(vm, false);
    CHECK(!kr__ok(kr__side_dict(vm, kr__ptr(vm->root[0]))));
    Value o, c;
    CHECK(vm->heap.has_pending && !kr__pending_next(vm, &o, &c) && vm->adopted == 2);
    kr__gc_collect(vm, true);
    CHECK(vm->heap.has_pending && !kr__pending_next(vm, &o, &c) && vm->adopted == 3);
    kr__gc_collect(vm, true);
    CHECK(!vm->heap.has_pending);
    for (int i = 1; i < 3; i++) {
        KrSlots *view = kr__ptr(vm->root[i]);
        CHECK(kr__slot_int(((KrSlots *)kr__slot_ptr(view->item[0]))->item[0]) == i);
    }
    kr__gc_check(vm);
    toy_free(vm);
}

static void releases(void) {
    kr_vm *vm = toy_vm(NULL);
    for (int i = 0; i < 10; i++) {
        void *h = kr__new(vm, KR_T_FILEIO, 16);
        ((KrObj *)h)->head = kr__layout_new(vm, KR_K_HOST, KR_NO_SLOT) << 8;
        CHECK(kr__side_release(vm, h));
        if (i < 3) vm->root[i] = kr__value_of(h);
    }
    kr__gc_collect(vm, false);
    CHECK(vm->released == 7);
    vm->root[0] = KR_UNSET;
    kr__gc_collect(vm, true);
    CHECK(vm->released == 8);
    kr__heap_free(vm);
    CHECK(vm->released == 10 && vm->heap.mem.used == 0);
    free(vm);
}

static void interned(void) {
    kr_vm *vm = toy_vm(NULL);
    char buf[32];
    for (int i = 0; i < 5000; i++) {
        int n = sprintf(buf, i & 1 ? "na\xc3\xafme%d" : "name%d", i);
        Value v = kr__intern(vm, buf, (size_t)n);
        CHECK(kr__ok(v) && kr__is_interned(v) && kr__intern(vm, buf, (size_t)n).bits == v.bits);
        if (i % 100 == 0) vm->root[i / 100] = v;
        if (i % 900 == 0) kr__gc_collect(vm, i % 1800 == 0);
    }
    kr__gc_collect(vm, true);
    kr__gc_check(vm);
    for (int i = 0; i < 5000; i += 100) {
        int n = sprintf(buf, "name%d", i);
        CHECK(kr__intern(vm, buf, (size_t)n).bits == vm->root[i / 100].bits);
        KrStr *s = kr__ptr(vm->root[i / 100]);
        CHECK(kr__str_count(s) == (uint32_t)n && kr__str_hash32(vm, s) == s->hash);
    }
    Value a = kr__str_new(vm, "text", 4), b = kr__str_new(vm, "text", 4);
    CHECK(a.bits != b.bits && kr__str_equal(kr__ptr(a), kr__ptr(b)));
    CHECK(kr__intern_str(vm, a).bits == a.bits && kr__intern_str(vm, b).bits == a.bits);
    CHECK(kr__char(vm, 0xe9).bits == kr__str_new(vm, "\xc3\xa9", 2).bits);
    CHECK(kr__str_count(kr__ptr(kr__str_new(vm,
                                            "\xe2\x82\xac"
                                            "5",
                                            4))) == 2);
    toy_free(vm);
}

static void numbers(void) {
    kr_vm *vm = toy_vm(NULL);
    CHECK(kr__int(kr__int_from_i64(vm, -5)) == -5);
    CHECK(kr__int(kr__int_from_i64(vm, KR_INT_MIN)) == KR_INT_MIN);
    KrInt *i = kr__ptr(kr__int_from_i64(vm, KR_INT_MIN - 1));
    CHECK(i->n == 2 && i->negative && i->limb[1] == 0x8000 && i->limb[0] == 1);
    i = kr__ptr(kr__int_from_i64(vm, INT64_MIN));
    CHECK(i->n == 2 && i->negative && i->limb[1] == 0x80000000u && i->limb[0] == 0);
    i = kr__ptr(kr__int_from_u64(vm, UINT64_MAX));
    CHECK(i->n == 2 && !i->negative);
    Value items[3] = {kr__from_int48(1), KR_NONE_V, kr__from_double(2.5)};
    KrTuple *t = kr__ptr(kr__tuple_new(vm, items, 2)), *w = kr__ptr(kr__tuple_new(vm, items, 3));
    CHECK(kr__cell_bytes(vm, t) == 16 && !(t->head.head & KR_F_WIDE));
    CHECK(kr__cell_bytes(vm, w) == 32 && w->head.head & KR_F_WIDE);
    CHECK(kr__int(kr__tuple_get(t, 0)) == 1 && kr__double(kr__tuple_get(w, 2)) == 2.5);
    CHECK(kr__tuple_new(vm, NULL, 0).bits == kr__tuple_empty(vm).bits);
    CHECK(kr__layout_no(kr__ptr(KR_NONE_V)) == KR_T_NONE);
    CHECK(((KrConst *)kr__ptr(KR_TRUE_V))->value == 1);
    toy_free(vm);
}

int main(void) {
    toy_table();
    weak(false);
    weak(true);
    finalizers(false);
    finalizers(true);
    finalizer_order();
    cycles_kept();
    views();
    releases();
    interned();
    numbers();
    return report();
}

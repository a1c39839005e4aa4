/* SPDX-License-Identifier: MIT
 * layout_test.c: roots, growing shapes, boxed variants, overflow, dictionary mode, retirement; and
 * that instances take the bytes they should. */
#include "toy.h"

static Slot name(kr_vm *vm, int i) {
    char buf[16];
    return kr__ref_slot(kr__intern(vm, buf, (size_t)sprintf(buf, "attr%d", i)));
}

static void *instance(kr_vm *vm, uint32_t layout) {
    return kr__new(vm, layout, kr__layout(vm, layout)->size);
}

static void slot_sizes(void) {
    kr_vm *vm = toy_vm(NULL);
    for (unsigned n = 0; n < 40; n++)
        for (unsigned nwide = 0; nwide <= n; nwide += 1 + n / 8) {
            Slot names[40];
            uint8_t wide[40] = {0};
            for (unsigned i = 0; i < n; i++) names[i] = name(vm, (int)i);
            for (unsigned k = 0; k < nwide;) {
                unsigned i = (unsigned)(rnd() % n);
                if (!wide[i]) wide[i] = 1, k++;
            }
            KrRootSpec s = {
                .kind = KR_K_INSTANCE, .struct_size = 4, .names = names, .wide = wide, .n = n};
            uint32_t no = kr__layout_root(vm, &s);
            unsigned want = (4 + 4 * (n - nwide) + 8 * nwide + 7) & ~7u;
            const KrLayout *l = kr__layout(vm, no);
            CHECKF(l->size == want, "%u slots, %u wide: %u, not %u", n, nwide, l->size, want);
            KrObj *o = instance(vm, no);
            bool ok = true;
            for (unsigned i = 0; i < n; i++)
                ok &=
                    kr__field_set(vm, o, i, wide[i] ? kr__from_double(i + 0.5) : kr__from_int48(i));
            for (unsigned i = 0; i < n; i++) {
                Value v = kr__field_get(vm, o, l, kr__layout_find(vm, no, names[i]));
                ok &= wide[i] ? kr__double(v) == i + 0.5 : kr__int(v) == i;
            }
            CHECK(ok);
        }
    toy_free(vm);
}

/* The layout after attribute i is added to o, as instance code does it. */
static void add(kr_vm *vm, KrObj *o, int i, Value v) {
    uint32_t no = kr__layout_no(o);
    Slot n = name(vm, i);
    int width = kr__is_double(v) ? KR_FIELD_WIDE : KR_FIELD_NARROW;
    if (!kr__layout_find(vm, no, n)) {
        uint32_t to = kr__layout_add(vm, no, n, width);
        CHECK(to != 0);
        const KrLayout *was = kr__layout(vm, no), *l = kr__layout(vm, to);
        if (l->flags & KR_LF_OVER && !(was->flags & KR_LF_OVER)) {
            Slot *over = kr__over_slot(vm, o, l);
            KrSlots *a = kr__slots_new(vm, 2);
            a->item[0] = *over;
            *over = kr__slot_of(a);
        }
        o->head = to << 8 | (o->head & 0xff);
        kr__barrier(vm, o);
    }
    const KrLayout *l = kr__layout_of(vm, o);
    const KrField *f = kr__layout_find(vm, kr__layout_no(o), n);
    CHECK(kr__field_set(vm, o, (unsigned)(f - l->fields), v));
}

static bool holds(kr_vm *vm, KrObj *o, int i, Value v) {
    const KrField *f = kr__layout_find(vm, kr__layout_no(o), name(vm, i));
    return f && kr__field_get(vm, o, kr__layout_of(vm, o), f).bits == v.bits;
}

static void plain(unsigned room, unsigned room_wide, unsigned n) {
    kr_vm *vm = toy_vm(NULL);
    KrRootSpec s = {.kind = KR_K_INSTANCE,
                    .flags = KR_LF_PLAIN,
                    .struct_size = 4,
                    .room = room,
                    .room_wide = room_wide};
    uint32_t root = kr__layout_root(vm, &s);
    unsigned want = (4 + 4 * (room ? room : 1) + 8 * room_wide + 7) & ~7u;
    CHECKF(kr__layout(vm, root)->size == want, "%u", kr__layout(vm, root)->size);
    CHECK(kr__layout(vm, root)->over != 0);
    for (int round = 0; round < 3; round++) {
        KrObj *o = instance(vm, root);
        vm->root[round] = kr__value_of(o);
        Value want_v[64];
        for (unsigned i = 0; i < n; i++) {
            bool wide = i < room_wide || rnd() % 5 == 0;
            want_v[i] = wide ? kr__from_double(i * 1.25) : kr__from_int48(i);
            add(vm, o, (int)i, want_v[i]);
            if (rnd() % 4 == 0) kr__gc_collect(vm, rnd() % 2);
        }
        bool over = kr__layout_of(vm, o)->flags & KR_LF_OVER;
        CHECK(over || n <= room + room_wide + 2);
        for (int k = 0; k < 200; k++) {
            unsigned i = (unsigned)(rnd() % n);
            want_v[i] = rnd() % 2 ? kr__from_double((double)(rnd() % 99))
                                  : kr__from_int48((int64_t)(rnd() % 9) << (rnd() % 40));
            add(vm, o, (int)i, want_v[i]);
            if (k % 40 == 0) kr__gc_collect(vm, k % 80 == 0);
        }
        bool ok = true;
        for (unsigned i = 0; i < n; i++) ok &= holds(vm, o, (int)i, want_v[i]);
        CHECK(ok);
        uint32_t dict = kr__layout_dict(vm, kr__layout_no(o));
        CHECK(dict && kr__layout(vm, dict)->flags & KR_LF_DICT);
        CHECK(kr__layout(vm, dict)->size == want && kr__layout(vm, dict)->nfields == 0);
        CHECK(dict == kr__layout_dict(vm, root));
    }
    kr__gc_check(vm);
    toy_free(vm);
}

/* What fits exactly stays in the cell, in whatever order it comes. */
static void exact_room(void) {
    kr_vm *vm = toy_vm(NULL);
    for (unsigned narrow = 1; narrow < 9; narrow++)
        for (unsigned wide = 0; wide < 6; wide++) {
            KrRootSpec s = {.kind = KR_K_INSTANCE,
                            .flags = KR_LF_PLAIN,
                            .struct_size = 4,
                            .room = narrow,
                            .room_wide = wide};
            uint32_t root = kr__layout_root(vm, &s), no = root;
            unsigned left_n = narrow, left_w = wide;
            for (int i = 0; left_n + left_w; i++) {
                bool w = left_w && (!left_n || rnd() % 2);
                if (w)
                    left_w--;
                else
                    left_n--;
                no = kr__layout_add(vm, no, name(vm, i), w ? KR_FIELD_WIDE : KR_FIELD_NARROW);
                const KrLayout *l = kr__layout(vm, no);
                CHECK(!(l->flags & KR_LF_OVER));
                CHECK(l->fields[i].width == (w ? KR_FIELD_WIDE : KR_FIELD_NARROW));
            }
        }
    toy_free(vm);
}

static void limits(void) {
    kr_vm *vm = toy_vm(NULL);
    KrRootSpec s = {.kind = KR_K_INSTANCE, .flags = KR_LF_PLAIN, .struct_size = 4, .room = 4};
    uint32_t root = kr__layout_root(vm, &s);
    int i = 0;
    while (kr__layout_add(vm, root, name(vm, i), KR_FIELD_NARROW)) i++;
    CHECK(i == 64 && vm->memory_errors == 0);
    CHECK(kr__layout_add(vm, root, name(vm, 3), KR_FIELD_NARROW) != 0);
    toy_free(vm);
}

static unsigned flushes;
static void flush(kr_vm *vm) {
    (void)vm;
    flushes++;
}

/* Classes die, and their numbers come back after a flush of the caches. */
static void retirement(void) {
    kr_vm *vm = toy_vm(NULL);
    vm->heap.flush_caches = flush;
    uint32_t most = 0;
    for (int i = 0; i < 20000; i++) {
        KrObj *cls = kr__new(vm, KR_T_TYPE, 16);
        vm->root[0] = kr__value_of(cls);
        KrRootSpec s = {.kind = KR_K_INSTANCE,
                        .cls = kr__slot_of(cls),
                        .flags = KR_LF_PLAIN,
                        .struct_size = 4,
                        .room = 4};
        uint32_t root = kr__layout_root(vm, &s);
        uint32_t no = kr__layout_add(vm, root, name(vm, i % 10), KR_FIELD_NARROW);
        if (no > most) most = no;
        KrObj *o = instance(vm, root);
        vm->root[1] = kr__value_of(o);
        add(vm, o, 5, kr__from_int48(i));
        if (i % 500 == 0) {
            kr__gc_collect(vm, i % 1000 == 0);
            CHECK(holds(vm, o, 5, kr__from_int48(i)) &&
                  kr__layout_of(vm, o)->cls.bits == kr__ref(cls));
        }
    }
    CHECK(flushes > 2);
    CHECKF(most < 10000, "%u", most);
    kr__gc_check(vm);
    toy_free(vm);
}

int main(void) {
    toy_table();
    slot_sizes();
    for (unsigned room = 0; room < 6; room++)
        for (unsigned w = 0; w < 3; w++) plain(room, w, 1 + (unsigned)(rnd() % 20));
    exact_room();
    limits();
    retirement();
    return report();
}

/* SPDX-License-Identifier: MIT
 * field.c: reading and storing fields of instances, whatever their width: with kr__field_load the
 * only code that knows of boxes.
 *
 * Invariant: a BOX is referred to by one slot only, that of a BOXED field, and its value is a number
 * that does not fit a Slot. */
#include <string.h>

#include "heap/private.h"

static Value slot_unboxed(Slot s) {
    if (kr__slot_is_ref(s)) {
        const KrBox *b = kr__slot_ptr(s);
        if (kr__layout_no(b) == KR_T_BOX) return b->value;
    }
    return kr__slot_value(s);
}

/* See cells.h. Never fails. */
Value kr__field_get(kr_vm *vm, const void *cell, const KrLayout *l, const KrField *f) {
    if (!f->over) return kr__field_load(cell, f);
    Slot over = *kr__over_slot(vm, (void *)cell, l);
    if (!kr__slot_is_ref(over)) return KR_UNSET;
    const KrSlots *a = kr__slot_ptr(over);
    return f->at < a->len ? slot_unboxed(a->item[f->at]) : KR_UNSET;
}

/* The overflow array with at least n places, made or made longer. NULL: MemoryError pending. */
static KrSlots *over_array(kr_vm *vm, void *cell, const KrLayout *l, size_t n) {
    Slot *over = kr__over_slot(vm, cell, l);
    KrSlots *old = kr__slot_is_ref(*over) ? kr__slot_ptr(*over) : NULL;
    if (old && old->len >= n) return old;
    size_t want = 0;
    for (unsigned i = 0; i < l->nfields; i++) want += l->fields[i].over;
    KrSlots *a = kr__slots_new(vm, want > n ? want : n);
    if (!a) return NULL;
    if (old) memcpy(a->item, old->item, old->len * sizeof(Slot));
    kr__store(vm, cell, over, kr__slot_of(a));
    return a;
}

/* Puts a number that no Slot holds into the box of the field at `at`. holder: the cell `at` is in. */
static bool store_boxed(kr_vm *vm, void *cell, void *holder, Slot *at, unsigned i, Value v) {
    const KrLayout *l = kr__layout_of(vm, cell);
    if (l->fields[i].width == KR_FIELD_BOXED && kr__slot_is_ref(*at)) {
        KrBox *b = kr__slot_ptr(*at);
        if (kr__layout_no(b) == KR_T_BOX) {
            b->value = v;
            return true;
        }
    }
    KrBox *b = kr__new(vm, KR_T_BOX, sizeof *b);
    if (!b) return false;
    b->value = v;
    if (l->fields[i].width == KR_FIELD_NARROW) {
        uint32_t no = kr__layout_boxed(vm, kr__layout_no(cell), i);
        if (!no) return false;
        KrObj *o = cell;
        o->head = no << 8 | (o->head & 0xff);
        const KrField *f = &kr__layout(vm, no)->fields[i];
        if (!f->over && kr__heap(vm)->note_wide) kr__heap(vm)->note_wide(vm, l->cls, f->name);
    }
    kr__store(vm, holder, at, kr__slot_of(b));
    return true;
}

/* See cells.h. False: MemoryError pending, the field as it was. May collect. */
bool kr__field_set(kr_vm *vm, void *cell, unsigned i, Value v) {
    const KrLayout *l = kr__layout_of(vm, cell);
    const KrField *f = &l->fields[i];
    if (f->width == KR_FIELD_WIDE) {
        *(Value *)((char *)cell + f->at) = v;
        if (kr__is_ref(v)) kr__barrier(vm, cell);
        return true;
    }
    void *holder = cell;
    Slot *at = (Slot *)((char *)cell + f->at);
    if (f->over) {
        KrSlots *a = over_array(vm, cell, l, f->at + 1u);
        if (!a) return false;
        holder = a;
        at = &a->item[f->at];
    }
    Slot s;
    if (!kr__narrow(v, &s)) return store_boxed(vm, cell, holder, at, i, v);
    kr__store(vm, holder, at, s);
    return true;
}

/* SPDX-License-Identifier: MIT
 * _heap_rows.c: a census by layout turned into one by class, with what the class would take with and without __slots__.
 * Called between two safe points with a census just taken: nothing here collects or makes an object. */
#include <stdlib.h>
#include <string.h>

#include "lib/_heap.h"
#include "types/type.h"

typedef struct Order {
    uint32_t cls, layout;
} Order;

static int compare(const void *a, const void *b) {
    const Order *x = a, *y = b;
    if (x->cls != y->cls) return x->cls < y->cls ? -1 : 1;
    return (x->layout > y->layout) - (x->layout < y->layout);
}

/* Private cells have classes that Python does not see; each is a row of its own. */
static uint32_t class_of_layout(kr_vm *vm, uint32_t no) {
    Slot cls = kr__layout(vm, no)->cls;
    if (!cls.bits) return 0;
    const KrType *t = kr__slot_ptr(cls);
    return t->flags & KR_TF_HIDDEN && no != KR_T_NATIVE_METHOD ? 0 : cls.bits;
}

const char *kr__heap_private_name(kr_vm *vm, uint32_t layout) {
    switch (layout) {
    case KR_T_BUFFER: return "<buffers>";
    case KR_T_BOX: return "<boxed numbers>";
    case KR_T_SLOTS: return "<tables>";
    case KR_T_STRBUF: return "<shared text>";
    default: return kr__heap(vm)->kinds[kr__layout(vm, layout)->kind]->name;
    }
}

/* ---- fields ---- */

static KrHeapField *field_named(KrHeapFields *fields, Slot name) {
    for (uint32_t i = 0; i < fields->n; i++)
        if (fields->data[i].name.bits == name.bits) return &fields->data[i];
    return NULL;
}

static bool add_fields(kr_vm *vm, const KrLayout *l, const KrCount *c, KrHeapFields *out) {
    for (unsigned i = 0; i < l->nfields; i++) {
        const KrField *f = &l->fields[i];
        KrHeapField *seen = field_named(out, f->name);
        if (!seen) {
            KrHeapField fresh = {.name = f->name};
            if (!kr__vec_push(&kr__heap(vm)->mem, out, fresh)) return false;
            seen = kr__vec_top(out);
        }
        if (f->width > seen->width) seen->width = f->width;
        if (!c) continue;
        seen->n += c->n;
        if (i >= 64) continue;
        seen->floats |= c->floats >> i & 1;
        seen->bigs |= c->bigs >> i & 1;
    }
    return true;
}

bool kr__heap_fields(kr_vm *vm, const KrCensus *c, uint32_t cls, KrHeapFields *out) {
    const KrType *t = kr__cell(cls);
    uint32_t no = t->layouts;
    for (; no; no = kr__layout(vm, no)->next_of_class) {
        const KrCount *count = c && no < c->n ? &c->by_layout[no] : NULL;
        if (c && (!count || !count->n)) continue;
        if (!add_fields(vm, kr__layout(vm, no), count, out)) return false;
    }
    return true;
}

/* ---- rows ---- */

/* What n instances take with the fields that were seen, were they slots, or plain attributes. */
static bool would_take(kr_vm *vm, const KrCensus *c, KrHeapRow *r) {
    const KrType *t = r->cls ? kr__cell(r->cls) : NULL;
    r->slotted = r->plain = r->cells + r->extra;
    if (!t || !kr__type_is_heap(t) || kr__heap(vm)->kinds[t->kind]->tail) return true;
    KrMem *m = &kr__heap(vm)->mem;
    KrHeapFields fields = {0};
    bool ok = kr__heap_fields(vm, c, r->cls, &fields);
    uint8_t *wide = ok && fields.n ? kr__mem_alloc(m, fields.n) : NULL;
    if (ok && (wide || !fields.n)) {
        for (uint32_t i = 0; i < fields.n; i++) wide[i] = fields.data[i].width != KR_FIELD_NARROW;
        KrFit fit = {kr__layout(vm, r->layout), wide, fields.n};
        bool plain = t->flags & KR_TF_HAS_DICT && !kr__kind_has_dict((KrKind)t->kind);
        if (plain)
            r->slotted = r->n * kr__layout_fit(vm, &fit, false);
        else
            r->plain = r->n * kr__layout_fit(vm, &fit, true);
    } else {
        ok = false;
    }
    kr__mem_free(m, wide, wide ? fields.n : 0);
    kr__vec_free(m, &fields);
    return ok;
}

static void add_count(kr_vm *vm, KrHeapRow *r, uint32_t layout, const KrCount *c) {
    r->n += c->n;
    r->cells += c->cells;
    r->buffers += c->buffers;
    r->extra += c->extra;
    r->dicts += c->dicts;
    if (kr__layout(vm, layout)->flags & KR_LF_DICT) r->in_dict += c->n;
}

static bool fill(kr_vm *vm, const KrCensus *c, const Order *order, uint32_t n, KrHeapRows *out) {
    KrMem *m = &kr__heap(vm)->mem;
    for (uint32_t i = 0; i < n; i++) {
        KrHeapRow *last = out->n ? kr__vec_top(out) : NULL;
        if (!last || last->cls != order[i].cls || !last->cls) {
            KrHeapRow fresh = {.cls = order[i].cls, .layout = order[i].layout};
            if (!kr__vec_push(m, out, fresh)) return false;
            last = kr__vec_top(out);
        }
        add_count(vm, last, order[i].layout, &c->by_layout[order[i].layout]);
    }
    if (c->loose) {
        KrHeapRow loose = {.layout = KR_T_BUFFER, .cells = c->loose};
        if (!kr__vec_push(m, out, loose)) return false;
    }
    for (uint32_t i = 0; i < out->n; i++)
        if (!would_take(vm, c, &out->data[i])) return false;
    return true;
}

bool kr__heap_rows(kr_vm *vm, const KrCensus *c, KrHeapRows *out) {
    KrMem *m = &kr__heap(vm)->mem;
    KR_VEC(Order) order = {0};
    bool ok = true;
    for (uint32_t no = 1; ok && no < c->n; no++) {
        Order o = {class_of_layout(vm, no), no};
        if (c->by_layout[no].n) ok = kr__vec_push(m, &order, o);
    }
    if (ok && order.n) qsort(order.data, order.n, sizeof *order.data, compare);
    ok = ok && fill(vm, c, order.data, order.n, out);
    kr__vec_free(m, &order);
    return ok;
}

/* SPDX-License-Identifier: MIT
 * layout.c: the table of layouts: numbers, field lists, masks, lookup of a field, and the retirement
 * of layouts whose class died. How shapes grow from each other is in shape.c.
 *
 * Field lists are shared: a shape that adds a field appends to its parent's list when that list ends
 * where the parent does. A list counts the layouts that use it. */
#include <string.h>

#include "heap/private.h"

typedef struct FieldList {
    uint32_t refs;
    uint16_t cap, used;
    KrField fields[];
} FieldList;

#define LAYOUTS_A_PAGE (4096 / sizeof(KrLayout))
#define REUSE_FROM 1024 /* flushing every cache must be worth it */

static FieldList *list_of(const KrLayout *l) {
    return (FieldList *)((char *)l->fields - offsetof(FieldList, fields));
}
static size_t list_bytes(unsigned cap) { return sizeof(FieldList) + cap * sizeof(KrField); }

KrLayout *kr__layout_mut(kr_vm *vm, uint32_t no) { return &kr__heap(vm)->layouts[no]; }

/* ---- numbers ---- */

static KrLayout builtin_layout(const KrKindInfo *k, KrKind kind) {
    return (KrLayout){.kind = (uint8_t)kind,
                      .size = (uint16_t)((k->size + 7) & ~7u),
                      .slots = k->slots,
                      .values = k->values};
}

/* Reserves the table and fills the fixed numbers. */
bool kr__layouts_init(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    static const uint8_t kinds[KR_T_COUNT] = {
#define KR_TYPE(id, name, base, kind, flags) [KR_T_##id] = KR_K_##kind,
#include "heap/types.def"
#undef KR_TYPE
    };
    p->layout_reserve = kr__cage.size / 64;
    p->layout_cap = (uint32_t)(p->layout_reserve / sizeof(KrLayout));
    if (p->layout_cap > KR_LAYOUT_MAX) p->layout_cap = KR_LAYOUT_MAX;
    h->layouts = kr__reserve(p->layout_reserve);
    if (!h->layouts) return false;
    size_t pages = (KR_T_COUNT + LAYOUTS_A_PAGE - 1) / LAYOUTS_A_PAGE;
    if (!kr__mem_charge(&h->mem, pages * 4096)) {
        kr__unreserve(h->layouts, p->layout_reserve);
        h->layouts = NULL;
        return false;
    }
    for (unsigned i = 1; i < KR_T_COUNT; i++)
        if (h->kinds[kinds[i]])
            h->layouts[i] = builtin_layout(h->kinds[kinds[i]], (KrKind)kinds[i]);
    h->nlayouts = KR_T_COUNT;
    return true;
}

static void drop_list(kr_vm *vm, KrLayout *l) {
    if (!l->fields) return;
    FieldList *list = list_of(l);
    if (--list->refs == 0) kr__mem_free(&kr__heap(vm)->mem, list, list_bytes(list->cap));
    l->fields = NULL;
    l->nfields = 0;
}

void kr__layouts_free(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    if (!h->layouts) return;
    for (uint32_t i = 0; i < h->nlayouts; i++) drop_list(vm, &h->layouts[i]);
    size_t pages = (h->nlayouts + LAYOUTS_A_PAGE - 1) / LAYOUTS_A_PAGE;
    kr__mem_release(&h->mem, pages * 4096);
    kr__unreserve(h->layouts, p->layout_reserve);
    h->layouts = NULL;
    kr__vec_free(&h->mem, &p->new_layouts);
    kr__vec_free(&h->mem, &p->retired);
    kr__vec_free(&h->mem, &p->spare);
}

/* A number with a zeroed record; 0: no memory, nothing pending. */
static uint32_t take_number(kr_vm *vm) {
    KrHeap *h = kr__heap(vm);
    KrHeapPrivate *p = h->p;
    uint32_t no;
    if (p->spare.n) {
        no = kr__vec_pop(&p->spare);
        memset(&h->layouts[no], 0, sizeof(KrLayout));
    } else {
        if (h->nlayouts == p->layout_cap) return 0;
        if (h->nlayouts % LAYOUTS_A_PAGE == 0 && !kr__mem_charge(&h->mem, 4096)) return 0;
        no = h->nlayouts++;
    }
    if (!kr__vec_push(&h->mem, &p->new_layouts, no)) p->lost_layouts = true;
    return no;
}

/* A layout with the kind's own struct and no fields. 0: MemoryError pending. May not collect. */
uint32_t kr__layout_new(kr_vm *vm, KrKind kind, Slot cls) {
    uint32_t no = take_number(vm);
    if (!no) {
        kr__heap_no_memory(vm);
        return 0;
    }
    KrLayout *l = kr__layout_mut(vm, no);
    *l = builtin_layout(kr__heap(vm)->kinds[kind], kind);
    l->cls = cls;
    return no;
}

/* A layout like `from`, behind it in the chain of the class, with no children. 0: MemoryError pending. */
uint32_t kr__layout_copy(kr_vm *vm, uint32_t from) {
    uint32_t no = take_number(vm);
    if (!no) {
        kr__heap_no_memory(vm);
        return 0;
    }
    KrLayout *l = kr__layout_mut(vm, no), *f = kr__layout_mut(vm, from);
    *l = *f;
    l->child = l->sibling = l->parent = 0;
    l->nchildren = l->shapes = 0;
    l->next_of_class = f->next_of_class;
    f->next_of_class = no;
    if (l->fields) list_of(l)->refs++;
    return no;
}

/* ---- field lists ---- */

/* A list of l's own with room for `room` more; l's fields are copied. False: MemoryError pending. */
static bool own_list(kr_vm *vm, KrLayout *l, unsigned room) {
    unsigned cap = l->nfields + room;
    FieldList *list = kr__mem_alloc(&kr__heap(vm)->mem, list_bytes(cap));
    if (!list) {
        kr__heap_no_memory(vm);
        return false;
    }
    list->refs = 1;
    list->cap = (uint16_t)cap;
    list->used = l->nfields;
    if (l->nfields) memcpy(list->fields, l->fields, l->nfields * sizeof(KrField));
    uint16_t n = l->nfields;
    drop_list(vm, l);
    l->fields = list->fields;
    l->nfields = n;
    return true;
}

bool kr__fields_own(kr_vm *vm, KrLayout *l) { return own_list(vm, l, l->nfields ? 0 : 1); }

/* Adds a field to l alone, even where the list is shared. False: MemoryError pending. */
bool kr__fields_append(kr_vm *vm, KrLayout *l, KrField f) {
    FieldList *list = l->fields ? list_of(l) : NULL;
    if (!list || list->used != l->nfields || list->used == list->cap) {
        if (!own_list(vm, l, l->nfields < 4 ? 4 : l->nfields / 2)) return false;
        list = list_of(l);
    }
    list->fields[list->used++] = f;
    l->nfields++;
    return true;
}

/* The C struct in front of a layout's fields: struct_size, struct_slots, struct_values. Never fails, never collects. */
void kr__layout_struct(kr_vm *vm, const KrLayout *l, KrRootSpec *out) {
    const KrKindInfo *k = kr__heap(vm)->kinds[l->kind];
    out->struct_size = k->size;
    out->struct_slots = k->slots;
    out->struct_values = k->values;
    if (l->cls.bits && kr__heap(vm)->struct_of) kr__heap(vm)->struct_of(vm, l->cls, out);
}

/* What to trace, from kind, fields and the overflow slot. */
void kr__layout_masks(kr_vm *vm, KrLayout *l) {
    KrRootSpec s;
    kr__layout_struct(vm, l, &s);
    l->slots = s.struct_slots;
    l->values = s.struct_values;
    for (unsigned i = 0; i < l->nfields; i++) {
        const KrField *f = &l->fields[i];
        if (f->over || f->at >= 256) continue;
        if (f->width == KR_FIELD_WIDE)
            l->values |= (uint64_t)1 << (f->at / 4);
        else
            l->slots |= (uint64_t)1 << (f->at / 4);
    }
    if (l->flags & (KR_LF_OVER | KR_LF_DICT) && l->over && l->over < 256)
        l->slots |= (uint64_t)1 << (l->over / 4);
    if (l->nfields) l->flags |= KR_LF_FIELDS;
}

/* ---- lookup ---- */

/* See layout.h. */
const KrField *kr__layout_find(kr_vm *vm, uint32_t layout, Slot name) {
    KrHeapPrivate *p = kr__priv(vm);
    KrFieldCache *c = &p->field_cache[(layout * 31 ^ name.bits >> 1) % FIELD_CACHE];
    if (c->layout == layout && c->name == name.bits) return c->field;
    const KrLayout *l = kr__layout(vm, layout);
    const KrField *found = NULL;
    for (unsigned i = 0; i < l->nfields; i++)
        if (l->fields[i].name.bits == name.bits) {
            found = &l->fields[i];
            break;
        }
    *c = (KrFieldCache){layout, name.bits, found};
    return found;
}

/* ---- in a collection ---- */

static void trace_names(KrGc *gc, const KrLayout *l) {
    for (unsigned i = 0; i < l->nfields; i++) kr__trace_slot(gc, l->fields[i].name);
}

/* Names live as long as a layout that has them, wherever instances are. */
void kr__layouts_roots(KrGc *gc) {
    KrHeap *h = gc->heap;
    KrHeapPrivate *p = h->p;
    if (gc->full || p->lost_layouts) {
        for (uint32_t i = 1; i < h->nlayouts; i++) trace_names(gc, &h->layouts[i]);
        if (gc->full)
            for (uint32_t i = 1; i < KR_T_COUNT; i++) kr__trace_slot(gc, h->layouts[i].cls);
    } else {
        for (uint32_t i = 0; i < p->new_layouts.n; i++)
            trace_names(gc, &h->layouts[p->new_layouts.data[i]]);
    }
}

/* A layout whose class is dead has no cells. */
static void retire_if_dead(KrGc *gc, uint32_t no) {
    KrLayout *l = &gc->heap->layouts[no];
    KrHeapPrivate *p = gc->heap->p;
    if (!l->cls.bits || l->flags & KR_LF_RETIRED || kr__mark_test(l->cls.bits)) return;
    drop_list(gc->vm, l);
    *l = (KrLayout){.flags = KR_LF_RETIRED};
    if (!kr__vec_push(&gc->heap->mem, &p->retired, no)) l->mark = 0; /* the number is lost */
}

static void reuse_numbers(KrGc *gc) {
    KrHeapPrivate *p = gc->heap->p;
    if (p->retired.n < REUSE_FROM || !gc->heap->flush_caches) return;
    if (!kr__vec_reserve(&gc->heap->mem, &p->spare, p->retired.n)) return;
    gc->heap->flush_caches(gc->vm);
    while (p->retired.n) p->spare.data[p->spare.n++] = kr__vec_pop(&p->retired);
}

/* After marking: layouts of dead classes let go of their fields; their numbers wait until a flush of
 * all caches allows to use them again. */
void kr__layouts_retire(KrGc *gc) {
    KrHeap *h = gc->heap;
    KrHeapPrivate *p = h->p;
    memset(p->field_cache, 0, sizeof p->field_cache);
    if (gc->full || p->lost_layouts) {
        for (uint32_t i = KR_T_COUNT; i < h->nlayouts; i++) retire_if_dead(gc, i);
    } else {
        for (uint32_t i = 0; i < p->new_layouts.n; i++) retire_if_dead(gc, p->new_layouts.data[i]);
    }
    p->new_layouts.n = 0;
    p->lost_layouts = false;
    if (gc->full) reuse_numbers(gc);
}

/* SPDX-License-Identifier: MIT
 * instance.c: cells of classes made by programs: how large they are made, how attributes come
 * and go in them, when they turn to a dict. The fields of a layout are first the slots of the
 * class (KrType.nfields of them), then plain attributes in order of creation.
 *
 * A plain attribute whose name is also that of a slot has no place in the cell: the instance
 * goes into dictionary mode. Plain fields are never unset. */
#include <stdio.h>
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/host.h"
#include "types/instance.h"
#include "types/module.h"
#include "types/type.h"

#define ROOM_MAX \
    40 /* attributes that a new cell has places for; a layout traces 64 words by bits */

/* ---- making cells ---- */

static bool finalizable(kr_vm *vm, KrObj *o) {
    kr__frame_watch(vm);
    return kr__side_finalize(vm, o);
}

/* A zeroed instance; see type.h. May collect; runs no Python code. */
Value kr__instance_new(kr_vm *vm, Value type) {
    KrType *t = kr__ptr(type);
    if (KR_UNLIKELY(t->flags & KR_TF_STALE) && !kr__type_refresh(vm, t)) return KR_FAILED;
    uint32_t no = t->layout;
    const KrLayout *l = kr__layout(vm, no);
    KrObj *o = kr__new(vm, no, l->size);
    if (!o) return KR_FAILED;
    if (KR_UNLIKELY(l->flags & KR_LF_DEL) && !finalizable(vm, o)) return KR_FAILED;
    return kr__value_of(o);
}

/* A zeroed cell of a variable-sized kind; see type.h. May collect. */
void *kr__instance_new_var(kr_vm *vm, Value type, size_t bytes) {
    KrType *t = kr__ptr(type);
    if (KR_UNLIKELY(t->flags & KR_TF_STALE) && !kr__type_refresh(vm, t)) return NULL;
    const KrLayout *l = kr__layout(vm, t->layout);
    if (l->flags & KR_LF_TAIL) bytes = ((bytes + 3) & ~(size_t)3) + sizeof(Slot);
    KrObj *o = kr__new(vm, t->layout, bytes);
    if (!o) return NULL;
    if ((l->flags & KR_LF_DEL) && !finalizable(vm, o)) return NULL;
    return o;
}

/* ---- layouts of classes ---- */

static bool kind_is_variable(KrKind k) {
    return k == KR_K_INT || k == KR_K_STR || k == KR_K_BYTES || k == KR_K_TUPLE;
}

static bool has_field(const KrField *f, unsigned n, uint32_t name) {
    for (unsigned i = 0; i < n; i++)
        if (f[i].name.bits == name) return true;
    return false;
}

/* Name under which layouts know the own slot `name` of t: with a base that has such a slot,
 * another. */
Value kr__slot_key(kr_vm *vm, const KrType *t, Value name) {
    const KrType *base = kr__slot_ptr(t->base);
    const KrLayout *l = kr__layout(vm, base->layout);
    if (!has_field(l->fields, base->nfields, (uint32_t)name.bits)) return name;
    char text[300];
    const KrStr *s = kr__ptr(name);
    size_t n = s->len < 255 ? s->len : 255;
    memcpy(text, kr__str_text(s), n);
    n += (size_t)snprintf(text + n, 24, "\1%u", base->nfields);
    return kr__intern(vm, text, n);
}

/* What the C struct in front of the fields is like. */
static void struct_part(kr_vm *vm, const KrType *t, KrRootSpec *spec) {
    const KrType *b = t;
    while (kr__type_is_heap(b) && !(b->flags & KR_TF_HOST)) b = kr__slot_ptr(b->base);
    const KrKindInfo *kind = kr__kinds[t->kind];
    spec->kind = (KrKind)t->kind;
    if (b->flags & KR_TF_HOST) {
        const KrClassDef *host = kr__class_def(vm, kr__value_of(b));
        spec->struct_size = host->size;
        spec->struct_slots = host->slots | kind->slots;
        spec->struct_values = host->values | kind->values;
        return;
    }
    const KrTypeDef *def = b->number ? kr__type_defs[b->number] : NULL;
    spec->struct_size = def && def->size ? def->size : kind->size;
    spec->struct_slots = def && def->size ? def->slots : kind->slots;
    spec->struct_values = def && def->size ? def->values : kind->values;
}

/* heap->struct_of */
void kr__types_struct_of(kr_vm *vm, Slot cls, KrRootSpec *out) {
    struct_part(vm, kr__slot_ptr(cls), out);
}

static uint8_t layout_flags(const KrType *t, unsigned nslots) {
    uint8_t flags = 0;
    bool plain = (t->flags & KR_TF_HAS_DICT) && !kr__kind_has_dict((KrKind)t->kind);
    if (plain) flags |= KR_LF_PLAIN;
    if (t->flags & KR_TF_HAS_WEAK) flags |= KR_LF_WEAK;
    if (t->flags & KR_TF_HAS_DEL) flags |= KR_LF_DEL;
    if ((plain || nslots) && kind_is_variable((KrKind)t->kind)) flags |= KR_LF_TAIL;
    return flags;
}

/* Collects the field names of the class: those of its base, then its own. names, wide have room
 * for n. */
static bool slot_names(kr_vm *vm, const KrType *t, Slot *names, uint8_t *wide) {
    const KrType *base = kr__slot_ptr(t->base);
    const KrLayout *bl = kr__layout(vm, base->layout);
    unsigned n = base->nfields;
    for (unsigned i = 0; i < n; i++) {
        names[i] = bl->fields[i].name;
        wide[i] = bl->fields[i].width == KR_FIELD_WIDE || kr__type_wants_wide(t, names[i]);
    }
    for (unsigned i = n; i < t->nfields; i++) {
        const KrTuple *own = kr__slot_ptr(t->own_slots);
        Value key = kr__slot_key(vm, t, kr__tuple_get(own, i - n));
        if (kr__failed(key)) return false;
        names[i] = kr__ref_slot(key);
        wide[i] = kr__type_wants_wide(t, names[i]);
    }
    return true;
}

/* Places for plain attributes: what methods assign to self, what earlier instances had, floats
 * apart. */
static void plain_room(const KrType *t, const Slot *names, KrRootSpec *spec) {
    unsigned want = t->grown, assigned = 0, wide = 0;
    const KrTuple *self = t->self_attrs.bits ? kr__slot_ptr(t->self_attrs) : NULL;
    for (unsigned i = 0; self && i < self->len; i++) {
        bool slot = false;
        for (unsigned k = 0; k < t->nfields; k++) slot |= names[k].bits == self->narrow[i].bits;
        assigned += !slot;
    }
    const KrTuple *w = t->wide.bits ? kr__slot_ptr(t->wide) : NULL;
    for (unsigned i = 0; w && i < w->len; i++) {
        bool slot = false;
        for (unsigned k = 0; k < t->nfields; k++) slot |= names[k].bits == w->narrow[i].bits;
        wide += !slot;
    }
    if (want < assigned) want = assigned;
    if (want > ROOM_MAX) want = ROOM_MAX;
    if (wide > ROOM_MAX / 4) wide = ROOM_MAX / 4;
    if (wide > want) wide = want;
    spec->room = want - wide ? want - wide : 1;
    spec->room_wide = wide;
}

static void link_layout(kr_vm *vm, KrType *t, uint32_t no) {
    KrLayout *l = &kr__heap(vm)->layouts[no];
    l->version = t->version;
    for (uint32_t at = t->layouts; at; at = kr__heap(vm)->layouts[at].next_of_class)
        if (at == no) return;
    l->next_of_class = t->layouts;
    t->layouts = no;
}

static uint32_t make_root(kr_vm *vm, KrType *t, KrRootSpec *spec) {
    struct_part(vm, t, spec);
    spec->cls = kr__slot_of(t);
    spec->flags = layout_flags(t, t->nfields);
    spec->n = t->nfields;
    uint32_t no = kr__layout_root(vm, spec);
    if (no) link_layout(vm, t, no);
    return no;
}

/* A root for instances from now on. t->base, kind, flags, nfields, own_slots are final. False:
 * MemoryError. */
bool kr__type_make_layout(kr_vm *vm, KrType *t) {
    KrMem *mem = &kr__heap(vm)->mem;
    unsigned n = t->nfields;
    Slot few[32];
    uint8_t few_wide[32];
    Slot *names = n <= 32 ? few : kr__mem_alloc(mem, n * (sizeof(Slot) + 1));
    if (!names) return kr__ok(kr__no_memory(vm));
    uint8_t *wide = n <= 32 ? few_wide : (uint8_t *)(names + n);
    KrRootSpec spec = {.names = names, .wide = wide};
    uint32_t no = 0;
    if (slot_names(vm, t, names, wide)) { /* names stay alive: the class and its bases hold them */
        if (t->flags & KR_TF_HAS_DICT) plain_room(t, names, &spec);
        no = make_root(vm, t, &spec);
    }
    if (n > 32) kr__mem_free(mem, names, n * (sizeof(Slot) + 1));
    if (!no) return false;
    t->layout = no;
    t->room = (uint16_t)(spec.room + spec.room_wide);
    t->flags &= ~KR_TF_STALE;
    return true;
}

/* ---- dictionary mode ---- */

static bool is_plain(const KrLayout *l) { return l->flags & KR_LF_PLAIN; }
static unsigned nslots(const KrLayout *l) { return ((KrType *)kr__slot_ptr(l->cls))->nfields; }
static void set_layout(KrObj *o, uint32_t no) { o->head = (o->head & 0xff) | no << 8; }

static KrDict *own_dict(kr_vm *vm, KrObj *o, const KrLayout *l) {
    return kr__slot_ptr(*kr__over_slot(vm, o, l));
}

/* Dict in the C struct of the kinds that have one; NULL: it is not made yet, or the kind has
 * none. */
static Slot *struct_dict(kr_vm *vm, KrObj *o) {
    switch (kr__kind(vm, o)) {
    case KR_K_MODULE: return &((KrModule *)o)->dict;
    case KR_K_WRAPPER: return &((KrWrapper *)o)->dict;
    default: return NULL;
    }
}

/* Zeroes the plain fields and the overflow slot. */
static void wipe_plain(kr_vm *vm, KrObj *o, const KrLayout *l) {
    for (unsigned i = nslots(l); i < l->nfields; i++) {
        const KrField *f = &l->fields[i];
        if (f->over) continue;
        memset((char *)o + f->at, 0, f->width == KR_FIELD_WIDE ? sizeof(Value) : sizeof(Slot));
    }
    *kr__over_slot(vm, o, l) = KR_NO_SLOT;
}

/* Puts o into dictionary mode with d as its dict. d owns its entries. */
static bool enter_dict(kr_vm *vm, KrObj *o, Value d) {
    uint32_t no = kr__layout_dict(vm, kr__layout_no(o));
    if (!no) return false;
    if ((o->head & KR_F_SIDE) && kr__ok(kr__side_dict(vm, o)) &&
        !kr__side_set_dict(vm, o, KR_UNSET))
        return false;
    wipe_plain(vm, o, kr__layout_of(vm, o));
    set_layout(o, no);
    kr__store(vm, o, kr__over_slot(vm, o, kr__layout(vm, no)), kr__ref_slot(d));
    return true;
}

/* Moves obj into dictionary mode: its dict takes over the values. Runs no Python code. */
bool kr__instance_materialize(kr_vm *vm, Value obj) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (!is_plain(l) || (l->flags & KR_LF_DICT)) return true;
    Value d = kr__instance_dict(vm, obj);
    if (kr__failed(d) || !kr__dict_own(vm, kr__ptr(d))) return false;
    return enter_dict(vm, o, d);
}

/* obj.__dict__: see type.h. May collect. */
Value kr__instance_dict(kr_vm *vm, Value obj) {
    if (!kr__is_ref(obj)) return kr__raise_attribute(vm, obj, kr__name(vm, KR_N___dict__));
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (is_plain(l)) {
        if (l->flags & KR_LF_DICT) return kr__value_of(own_dict(vm, o, l));
        Value d = o->head & KR_F_SIDE ? kr__side_dict(vm, o) : KR_UNSET;
        if (kr__ok(d)) return d;
        d = kr__dict_new_view(vm, obj);
        if (kr__failed(d) || !kr__side_set_dict(vm, o, d)) return KR_FAILED;
        return d;
    }
    if (l->kind == KR_K_FUNCTION) return kr__function_dict(vm, obj);
    Slot *at = struct_dict(vm, o);
    if (!at) return kr__raise_attribute(vm, obj, kr__name(vm, KR_N___dict__));
    if (!at->bits) {
        Value d = kr__dict_new(vm);
        if (kr__failed(d)) return KR_FAILED;
        kr__store(vm, o, struct_dict(vm, o), kr__ref_slot(d));
    }
    return KR_VALUE(struct_dict(vm, o)->bits);
}

/* obj.__dict__ = dict; unset: a new empty one. */
bool kr__instance_set_dict(kr_vm *vm, Value obj, Value dict) {
    if (!kr__ok(dict)) dict = kr__dict_new(vm);
    if (kr__failed(dict)) return false;
    if (!kr__has_kind(vm, dict, KR_K_DICT))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__dict__ must be set to a dictionary, not a '%T'", dict);
    KrDict *d = kr__ptr(dict);
    if (kr__dict_is_view(d)) { /* shared from now on */
        if (d->owner.bits == (uint32_t)obj.bits) return true;
        if (!kr__instance_materialize(vm, KR_VALUE(d->owner.bits))) return false;
    }
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (l->kind == KR_K_FUNCTION) return kr__function_set_dict(vm, obj, dict);
    if (!is_plain(l)) {
        Slot *at = struct_dict(vm, o);
        if (!at) return kr__ok(kr__raise_attribute(vm, obj, kr__name(vm, KR_N___dict__)));
        kr__store(vm, o, at, kr__ref_slot(dict));
        return true;
    }
    if (!(l->flags & KR_LF_DICT)) {
        Value old = o->head & KR_F_SIDE ? kr__side_dict(vm, o) : KR_UNSET;
        if (kr__ok(old) && !kr__dict_own(vm, kr__ptr(old))) return false;
        return enter_dict(vm, o, dict);
    }
    kr__store(vm, o, kr__over_slot(vm, o, l), kr__ref_slot(dict));
    return true;
}

/* ---- attributes ---- */

static Value exact_name(kr_vm *vm, Value name) {
    if (kr__exact(name, KR_T_STR) && kr__is_interned(name)) return name;
    if (kr__exact(name, KR_T_STR)) return kr__intern_str(vm, name);
    const KrStr *s = kr__ptr(name);
    return kr__intern(vm, kr__str_text(s), s->len);
}

/* Own attribute of an instance: 1; 0 absent; -1 failed. Runs no Python code for names that are
 * exact strs. */
int kr__instance_get(kr_vm *vm, Value obj, Value name, Value *out) {
    *out = KR_UNSET;
    if (!kr__is_ref(obj)) return 0;
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    KrDict *d;
    if (is_plain(l) && !(l->flags & KR_LF_DICT)) {
        const KrField *f = kr__layout_find(vm, kr__layout_no(o), kr__ref_slot(name));
        if (!f || f - l->fields < (ptrdiff_t)nslots(l)) return 0;
        *out = kr__field_get(vm, o, l, f);
        return kr__ok(*out);
    }
    if (is_plain(l)) {
        d = own_dict(vm, o, l);
    } else if (l->kind == KR_K_FUNCTION) {
        Slot s = kr__function_own_dict(kr__ptr(obj));
        d = s.bits ? kr__slot_ptr(s) : NULL;
    } else {
        Slot *at = struct_dict(vm, o);
        d = at && at->bits ? kr__slot_ptr(*at) : NULL;
    }
    if (!d) return 0;
    return kr__dict_find(vm, d, name, out); /* keys that are no strs may equal the name */
}

/* Makes room in the overflow array for field f, the last of the new layout nl. */
static bool grow_over(kr_vm *vm, KrObj *o, const KrLayout *l, const KrLayout *nl,
                      const KrField *f) {
    Slot *over = kr__over_slot(vm, o, l);
    bool had = l->flags & KR_LF_OVER;
    KrSlots *old = had && over->bits ? kr__slot_ptr(*over) : NULL;
    if (old && f->at < old->len) return true;
    uint32_t n = old ? old->len + old->len / 2 + 1 : 4;
    KrSlots *s = kr__slots_new(vm, f->at >= n ? f->at + 1u : n);
    if (!s) return false;
    if (old) memcpy(s->item, old->item, old->len * sizeof(Slot));
    for (unsigned i = nslots(l); !had && i < l->nfields; i++)
        if (nl->fields[i].over && !l->fields[i].over) s->item[nl->fields[i].at] = *over;
    kr__store(vm, o, over, kr__slot_of(s));
    return true;
}

/* Undoes grow_over when the store after it failed: what lay in the overflow slot returns to it. */
static void shrink_over(kr_vm *vm, KrObj *o, const KrLayout *l, const KrLayout *nl) {
    if (l->flags & KR_LF_OVER || !(nl->flags & KR_LF_OVER)) return;
    Slot *over = kr__over_slot(vm, o, l);
    KrSlots *s = kr__slot_ptr(*over);
    *over = KR_NO_SLOT;
    for (unsigned i = nslots(l); i < l->nfields; i++)
        if (nl->fields[i].over && !l->fields[i].over) *over = s->item[nl->fields[i].at];
    kr__barrier(vm, o);
}

static void note_grown(KrType *t, unsigned n) {
    if (n <= t->grown) return;
    t->grown = n;
    if (n > t->room && t->room < ROOM_MAX) {
        t->flags |= KR_TF_STALE;
        t->init_version = 0;
    }
}

static bool add_to_dict(kr_vm *vm, Value obj, Value name, Value v) {
    if (!kr__instance_materialize(vm, obj)) return false;
    KrObj *o = kr__ptr(obj);
    return kr__dict_set(vm, own_dict(vm, o, kr__layout_of(vm, o)), name, v);
}

static bool add_field(kr_vm *vm, Value obj, Value name, Value v) {
    KrObj *o = kr__ptr(obj);
    uint32_t no = kr__layout_no(o);
    const KrLayout *l = kr__layout(vm, no);
    KrType *t = kr__slot_ptr(l->cls);
    Slot key = kr__ref_slot(name), slot;
    bool fits = kr__narrow(v, &slot);
    if (!fits) kr__types_note_wide(vm, l->cls, key);
    bool wide = !fits || kr__type_wants_wide(t, key);
    uint32_t to = kr__layout_add(vm, no, key, wide ? KR_FIELD_WIDE : KR_FIELD_NARROW);
    if (!to) return !kr__pending(vm) && add_to_dict(vm, obj, name, v);
    const KrLayout *nl = kr__layout(vm, to);
    unsigned i = nl->nfields - 1u;
    const KrField *f = &nl->fields[i];
    if (f->over && !grow_over(vm, o, l, nl, f)) return false;
    set_layout(o, to);
    note_grown(t, nl->nfields - t->nfields);
    if (fits && !f->over && f->width == KR_FIELD_NARROW) {
        kr__store(vm, o, (Slot *)((char *)o + f->at), slot);
        return true;
    }
    if (kr__field_set(vm, o, i, v)) return true;
    set_layout(o, no);
    shrink_over(vm, o, l, nl);
    return false;
}

/* Sets an attribute of a plain instance; see type.h. May collect; Python code only for odd keys
 * in a dict. */
bool kr__instance_set(kr_vm *vm, Value obj, Value name, Value v) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (is_plain(l) && !(l->flags & KR_LF_DICT)) {
        name = exact_name(vm, name);
        if (kr__failed(name)) return false;
        const KrField *f = kr__layout_find(vm, kr__layout_no(o), kr__ref_slot(name));
        if (!f) return add_field(vm, obj, name, v);
        if (f - l->fields >= (ptrdiff_t)nslots(l))
            return kr__field_set(vm, o, (unsigned)(f - l->fields), v);
        return add_to_dict(vm, obj, name, v);
    }
    if (is_plain(l)) return kr__dict_set(vm, own_dict(vm, o, l), name, v);
    Value d = kr__instance_dict(vm, obj);
    return kr__ok(d) && kr__dict_set(vm, kr__ptr(d), name, v);
}

/* The layout that o's becomes without its plain field `gone`; 0: dictionary mode (or pending). */
static uint32_t layout_without(kr_vm *vm, const KrLayout *l, uint32_t no, unsigned gone) {
    unsigned first = nslots(l);
    while (kr__layout(vm, no)->nfields > first && kr__layout(vm, no)->parent)
        no = kr__layout(vm, no)->parent;
    if (kr__layout(vm, no)->nfields != first) return 0;
    for (unsigned i = first; i < l->nfields && no; i++)
        if (i != gone)
            no = kr__layout_add(vm, no, l->fields[i].name,
                                l->fields[i].width == KR_FIELD_WIDE ? KR_FIELD_WIDE
                                                                    : KR_FIELD_NARROW);
    return no;
}

/* Every value of the new layout can be stored without allocating. */
static bool refills(const KrLayout *l, const KrLayout *nl, const Value *values, unsigned gone) {
    Slot s;
    for (unsigned i = nslots(l), k = i; i < l->nfields; i++) {
        if (i == gone) continue;
        const KrField *f = &nl->fields[k++];
        if (f->width != KR_FIELD_WIDE && !kr__narrow(values[i - nslots(l)], &s)) return false;
    }
    return true;
}

static int delete_field(kr_vm *vm, Value obj, unsigned gone, Value name) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    Value values[ROOM_MAX + 1];
    unsigned first = nslots(l), n = l->nfields - first;
    uint32_t to = n <= KR_COUNTOF(values) ? layout_without(vm, l, kr__layout_no(o), gone) : 0;
    if (!to && kr__pending(vm)) return -1;
    const KrLayout *nl = to ? kr__layout(vm, to) : NULL;
    for (unsigned i = 0; to && i < n; i++)
        values[i] = kr__field_get(vm, o, l, &l->fields[first + i]);
    KrSlots *over = NULL;
    if (to && (nl->flags & KR_LF_OVER) && !(over = kr__slots_new(vm, n))) return -1;
    if (!to || nl->size > l->size || !refills(l, nl, values, gone)) {
        if (!kr__instance_materialize(vm, obj)) return -1;
        return kr__dict_delete(vm, own_dict(vm, o, kr__layout_of(vm, o)), name, NULL);
    }
    wipe_plain(vm, o, l);
    set_layout(o, to);
    if (over) kr__store(vm, o, kr__over_slot(vm, o, nl), kr__slot_of(over));
    for (unsigned i = first, k = first; i < l->nfields; i++)
        if (i != gone && !kr__field_set(vm, o, k++, values[i - first])) return -1;
    return 1;
}

/* Deletes an attribute: 1; 0 absent; -1. */
int kr__instance_delete(kr_vm *vm, Value obj, Value name) {
    if (!kr__is_ref(obj)) return 0;
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (is_plain(l) && !(l->flags & KR_LF_DICT)) {
        name = exact_name(vm, name);
        if (kr__failed(name)) return -1;
        const KrField *f = kr__layout_find(vm, kr__layout_no(o), kr__ref_slot(name));
        if (!f || f - l->fields < (ptrdiff_t)nslots(l)) return 0;
        Value v = kr__field_get(vm, o, l, f);
        int r = delete_field(vm, obj, (unsigned)(f - l->fields), name);
        if (r == 1) kr__let_go(vm, v);
        return r;
    }
    if (is_plain(l)) return kr__dict_delete(vm, own_dict(vm, o, l), name, NULL);
    Value d = kr__instance_dict(vm, obj);
    return kr__ok(d) ? kr__dict_delete(vm, kr__ptr(d), name, NULL) : -1;
}

/* Number of plain attributes. Never fails. */
size_t kr__instance_count(kr_vm *vm, Value obj) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    if (!is_plain(l)) return 0;
    if (l->flags & KR_LF_DICT) return kr__dict_len(vm, own_dict(vm, o, l));
    return l->nfields - nslots(l);
}

/* Name of the i-th plain attribute; not for dictionary mode. Never fails. */
Value kr__instance_key(kr_vm *vm, Value obj, size_t i) {
    const KrLayout *l = kr__layout_of(vm, kr__ptr(obj));
    return KR_VALUE(l->fields[nslots(l) + i].name.bits);
}

/* Value of the i-th plain attribute; not for dictionary mode. Never fails. */
Value kr__instance_value(kr_vm *vm, Value obj, size_t i) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    return kr__field_get(vm, o, l, &l->fields[nslots(l) + i]);
}

/* ---- __class__ assignment ---- */

static bool adds_nothing(const KrType *t) {
    if (!kr__type_is_heap(t) || (t->flags & KR_TF_HOST)) return false;
    const KrType *b = kr__slot_ptr(t->base);
    uint32_t both = KR_TF_HAS_DICT | KR_TF_HAS_WEAK;
    return t->nfields == b->nfields && (t->flags & both) == (b->flags & both) && t->kind == b->kind;
}

static bool same_names(Slot a, Slot b) {
    const KrTuple *x = a.bits ? kr__slot_ptr(a) : NULL, *y = b.bits ? kr__slot_ptr(b) : NULL;
    uint32_t n = x ? x->len : 0;
    if (n != (y ? y->len : 0)) return false;
    return !n || memcmp(x->narrow, y->narrow, n * sizeof(Slot)) == 0;
}

static bool same_added(const KrType *a, const KrType *b) {
    uint32_t both = KR_TF_HAS_DICT | KR_TF_HAS_WEAK;
    return kr__type_is_heap(a) && kr__type_is_heap(b) && a->base.bits == b->base.bits &&
           (a->flags & both) == (b->flags & both) && same_names(a->own_slots, b->own_slots);
}

/* Instances of one class can become instances of the other: they add the same names to the same
 * base. */
bool kr__types_compatible(const KrType *from, const KrType *to) {
    while (adds_nothing(from)) from = kr__slot_ptr(from->base);
    while (adds_nothing(to)) to = kr__slot_ptr(to->base);
    return from == to || same_added(from, to);
}

/* A root of t for a cell made with layout l: of its size, with its widths. 0: MemoryError. */
static uint32_t root_like(kr_vm *vm, KrType *t, const KrLayout *l, uint16_t size) {
    unsigned n = t->nfields;
    for (uint32_t no = t->layouts; no; no = kr__layout(vm, no)->next_of_class) {
        const KrLayout *c = kr__layout(vm, no);
        if (c->parent || c->size != size || c->nfields != n || (c->flags & KR_LF_DICT)) continue;
        unsigned i = 0;
        while (i < n &&
               (c->fields[i].width == KR_FIELD_WIDE) == (l->fields[i].width == KR_FIELD_WIDE))
            i++;
        if (i == n) return no;
    }
    KrMem *mem = &kr__heap(vm)->mem;
    Slot *names = kr__mem_alloc(mem, (n + 1) * (sizeof(Slot) + 1));
    if (!names) {
        kr__no_memory(vm);
        return 0;
    }
    uint8_t *wide = (uint8_t *)(names + n + 1);
    KrRootSpec spec = {.names = names, .wide = wide};
    uint32_t no = 0;
    if (slot_names(vm, t, names, wide)) {
        unsigned words = 0;
        for (unsigned i = 0; i < n; i++) {
            wide[i] = l->fields[i].width == KR_FIELD_WIDE;
            words += wide[i] ? 2 : 1;
        }
        struct_part(vm, t, &spec);
        unsigned all = size / 4, taken = spec.struct_size / 4 + words;
        if (t->flags & KR_TF_HAS_DICT) spec.room = all > taken ? all - taken : 1;
        do {
            no = make_root(vm, t, &spec);
        } while (no && kr__layout(vm, no)->size > size && spec.room > 1 && spec.room--);
    }
    kr__mem_free(mem, names, (n + 1) * (sizeof(Slot) + 1));
    return no;
}

/* Moves the cell to a root of class t: slots by position, then the plain attributes again. */
static bool change_class(kr_vm *vm, Value obj, KrType *t) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    bool dict = l->flags & KR_LF_DICT, plain = is_plain(l) && !dict;
    unsigned first = nslots(l), n = plain ? l->nfields - first : 0;
    Value values[ROOM_MAX + 1];
    if (first + n > KR_COUNTOF(values)) {
        if (first > KR_COUNTOF(values)) return kr__ok(kr__no_memory(vm));
        if (!kr__instance_materialize(vm, obj)) return false;
        return change_class(vm, obj, t);
    }
    if (!kr__type_refresh(vm, t)) return false;
    uint32_t root =
        l->kind == KR_K_TYPE || l->kind == KR_K_MODULE ? t->layout : root_like(vm, t, l, l->size);
    if (!root) return false;
    if (dict && !(root = kr__layout_dict(vm, root))) return false;
    const KrLayout *nl = kr__layout(vm, root);
    Slot held = is_plain(l) ? *kr__over_slot(vm, o, l) : KR_NO_SLOT;
    Slot names[ROOM_MAX + 1];
    for (unsigned i = 0; i < first + n; i++) {
        names[i] = l->fields[i].name;
        values[i] = kr__field_get(vm, o, l, &l->fields[i]);
    }
    if (plain) wipe_plain(vm, o, l);
    for (unsigned i = 0; i < first; i++)
        if (!l->fields[i].over)
            memset((char *)o + l->fields[i].at, 0, l->fields[i].width == KR_FIELD_WIDE ? 8 : 4);
    set_layout(o, root);
    if (dict) kr__store(vm, o, kr__over_slot(vm, o, nl), held);
    for (unsigned i = 0; i < first; i++)
        if (kr__ok(values[i]) && !kr__field_set(vm, o, i, values[i])) return false;
    for (unsigned i = first; i < first + n; i++)
        if (!kr__instance_set(vm, obj, KR_VALUE(names[i].bits), values[i])) return false;
    if ((nl->flags & KR_LF_DEL) && !(o->head & KR_F_FINAL)) return kr__side_finalize(vm, o);
    return true;
}

/* obj.__class__ = cls; texts as CPython. */
bool kr__set_class(kr_vm *vm, Value obj, Value cls) {
    if (!kr__is_type(vm, cls))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__class__ must be set to a class, not '%T' object", cls);
    Value now = kr__class_of(vm, obj);
    KrType *from = kr__ptr(now), *to = kr__ptr(cls);
    bool modules = kr__is_subtype(vm, now, kr__type(vm, KR_T_MODULE)) &&
                   kr__is_subtype(vm, cls, kr__type(vm, KR_T_MODULE));
    if (!modules && (!kr__type_is_heap(from) || !kr__type_is_heap(to)))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (!kr__types_compatible(from, to))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "__class__ assignment: '%N' object layout differs from '%N'", cls,
                               now);
    return from == to || change_class(vm, obj, to);
}

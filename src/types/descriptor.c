/* SPDX-License-Identifier: MIT
 * descriptor.c: member descriptors (one a slot of a class) and getset descriptors (attributes
 * that C computes). A member descriptor knows no offset: the layout of the instance is asked, by
 * the name of the field. */
#include <string.h>

#include "types/descriptor.h"
#include "types/instance.h"
#include "types/seq.h"
#include "types/state.h"

const KrKindInfo kr__kind_descriptor = {
    .name = "descriptor",
    .size = sizeof(KrMember),
    .slots = 3ull << 1 /* cls, name */ | 3ull << 4 /* key, qualname */,
};
_Static_assert(offsetof(KrMember, key) == 16, "trace words of KrMember");

/* obj may be handed to a descriptor of this class? */
static bool check_object(kr_vm *vm, const KrMember *m, Value obj) {
    Value cls = KR_VALUE(m->cls.bits);
    if (kr__is_subtype(vm, kr__class_of(vm, obj), cls)) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR,
                           "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                           KR_VALUE(m->name.bits), cls, obj);
}

/* ---- members ---- */

static int member_field(kr_vm *vm, const KrMember *m, Value obj) {
    KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    const KrField *f = kr__layout_find(vm, kr__layout_no(o), m->key);
    return f ? (int)(f - l->fields) : -1;
}

/* The value of the slot; see descriptor.h. Runs no Python code. */
Value kr__member_get(kr_vm *vm, const KrMember *m, Value obj) {
    if (m->index) return kr__getset_get(vm, m, obj);
    if (!check_object(vm, m, obj)) return KR_FAILED;
    int i = member_field(vm, m, obj);
    const KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    Value v = i < 0 ? KR_UNSET : kr__field_get(vm, o, l, &l->fields[i]);
    return kr__ok(v) ? v : kr__raise_attribute(vm, obj, KR_VALUE(m->name.bits));
}

/* Stores in the slot, or clears it (v unset). Runs no Python code. */
bool kr__member_set(kr_vm *vm, const KrMember *m, Value obj, Value v) {
    if (m->index) return kr__getset_set(vm, m, obj, v);
    if (!check_object(vm, m, obj)) return false;
    int i = member_field(vm, m, obj);
    if (i < 0) return kr__ok(kr__raise_attribute(vm, obj, KR_VALUE(m->name.bits)));
    KrObj *o = kr__ptr(obj);
    if (!kr__ok(v)) {
        const KrLayout *l = kr__layout_of(vm, o);
        if (!kr__ok(kr__field_get(vm, o, l, &l->fields[i])))
            return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "%S", KR_VALUE(m->name.bits));
    }
    return kr__field_set(vm, o, (unsigned)i, v);
}

/* A member descriptor of class cls. Failed: MemoryError. */
Value kr__member_new(kr_vm *vm, Value cls, Value name, Value key) {
    KrMember *m = kr__new(vm, KR_T_MEMBER, sizeof(KrMember));
    if (!m) return KR_FAILED;
    m->cls = kr__ref_slot(cls);
    m->name = kr__ref_slot(name);
    m->key = kr__ref_slot(key);
    return kr__value_of(m);
}

/* ---- getsets ---- */

/* The static row of a getset descriptor. Never fails. */
const KrGetSet *kr__getset_row(kr_vm *vm, const KrMember *m) {
    const void *rows = vm->tstate->tables.data[m->index >> 16];
    return &((const KrGetSet *)rows)[m->index & 0xffff];
}

/* Calls the getter. */
Value kr__getset_get(kr_vm *vm, const KrMember *m, Value obj) {
    if (!check_object(vm, m, obj)) return KR_FAILED;
    const KrGetSet *row = kr__getset_row(vm, m);
    if (row->get) return row->get(vm, obj);
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "attribute '%s' of '%N' objects is not readable",
                     row->name, KR_VALUE(m->cls.bits));
}

/* Calls the setter; v unset: delete. */
bool kr__getset_set(kr_vm *vm, const KrMember *m, Value obj, Value v) {
    if (!check_object(vm, m, obj)) return false;
    const KrGetSet *row = kr__getset_row(vm, m);
    if (row->set) return row->set(vm, obj, v);
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR,
                           "attribute '%s' of '%N' objects is not writable", row->name,
                           KR_VALUE(m->cls.bits));
}

/* A getset descriptor for class cls. Failed: MemoryError. */
Value kr__getset_new(kr_vm *vm, Value cls, uint32_t table, uint32_t row) {
    const KrGetSet *rows = (const void *)vm->tstate->tables.data[table];
    Value name = kr__intern(vm, rows[row].name, strlen(rows[row].name));
    if (kr__failed(name)) return KR_FAILED;
    KrMember *m = kr__new(vm, KR_T_GETSET, sizeof(KrMember));
    if (!m) return KR_FAILED;
    m->cls = kr__ref_slot(cls);
    m->name = kr__ref_slot(name);
    m->index = table << 16 | row;
    return kr__value_of(m);
}

/* ---- as Python sees them ---- */

static Value descr_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__get_arguments(vm, a)) return KR_FAILED;
    if (kr__is_none(a[1])) return a[0];
    const KrMember *m = kr__ptr(a[0]);
    return kr__exact(a[0], KR_T_MEMBER) ? kr__member_get(vm, m, a[1]) : kr__getset_get(vm, m, a[1]);
}
static bool descr_store(kr_vm *vm, Value d, Value obj, Value v) {
    const KrMember *m = kr__ptr(d);
    return kr__exact(d, KR_T_MEMBER) ? kr__member_set(vm, m, obj, v)
                                     : kr__getset_set(vm, m, obj, v);
}
static Value descr_set(kr_vm *vm, Value *a, int n) {
    (void)n;
    return descr_store(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value descr_delete(kr_vm *vm, Value *a, int n) {
    (void)n;
    return descr_store(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value descr_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMember *m = kr__ptr(a[0]);
    return kr__text(vm, "<%s '%S' of '%N' objects>",
                    kr__exact(a[0], KR_T_MEMBER) ? "member" : "attribute", KR_VALUE(m->name.bits),
                    KR_VALUE(m->cls.bits));
}
static Value descr_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMember *m = kr__ptr(a[0]);
    Value getattr = kr__import_attr(vm, "builtins", "getattr");
    if (kr__failed(getattr)) return KR_FAILED;
    Value pair[2] = {KR_VALUE(m->cls.bits), KR_VALUE(m->name.bits)};
    Value both[2] = {getattr, kr__tuple_new(vm, pair, 2)};
    return kr__failed(both[1]) ? KR_FAILED : kr__tuple_new(vm, both, 2);
}

static Value get_objclass(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(((KrMember *)kr__ptr(v))->cls.bits);
}
static Value get_name(kr_vm *vm, Value v) {
    (void)vm;
    return KR_VALUE(((KrMember *)kr__ptr(v))->name.bits);
}
static Value get_qualname(kr_vm *vm, Value v) {
    KrMember *m = kr__ptr(v);
    if (m->qualname.bits)
        return KR_VALUE(m->qualname.bits); /* kept even when the class is renamed */
    Value q = kr__text(vm, "%S.%S", KR_VALUE(((KrType *)kr__slot_ptr(m->cls))->qualname.bits),
                       KR_VALUE(m->name.bits));
    if (kr__ok(q)) kr__store(vm, m, &m->qualname, kr__ref_slot(q));
    return q;
}
static Value get_doc(kr_vm *vm, Value v) {
    const KrMember *m = kr__ptr(v);
    if (!m->index) return KR_NONE_V;
    const char *doc = kr__getset_row(vm, m)->doc;
    return doc ? kr__str_new(vm, doc, strlen(doc)) : KR_NONE_V;
}

static const KrFnDef descr_methods[] = {
    {"__get__(self, instance, owner=None, /)", descr_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__set__(self, instance, value, /)", descr_set, "Set an attribute of instance to value.",
     KR_DEF_SPECIAL},
    {"__delete__(self, instance, /)", descr_delete, "Delete an attribute of instance.",
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", descr_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", descr_reduce, "Helper for pickle.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet descr_getset[] = {
    {"__objclass__", get_objclass, kr__readonly, NULL},
    {"__name__", get_name, kr__readonly, NULL},
    {"__qualname__", get_qualname, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_member = {
    .number = KR_T_MEMBER, .methods = descr_methods, .getset = descr_getset};
const KrTypeDef kr__def_getset = {
    .number = KR_T_GETSET, .methods = descr_methods, .getset = descr_getset};

/* SPDX-License-Identifier: MIT
 * slots.c: __slots__: what a class statement declares about the attributes of its instances, and
 * the descriptors that follow from it. */
#include <string.h>

#include "types/descriptor.h"
#include "types/dict.h"
#include "types/instance.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/slots.h"
#include "types/str.h"

static bool variable_items(const KrType *base) {
    KrKind k = (KrKind)base->kind;
    return k == KR_K_INT || k == KR_K_TUPLE || k == KR_K_BYTES || k == KR_K_TYPE;
}

/* `__x` in class _C -> `_C__x`, as the compiler mangles names in methods. */
static Value mangle(kr_vm *vm, Value cls_name, Value name) {
    const KrStr *c = kr__ptr(cls_name), *s = kr__ptr(name);
    const char *ct = kr__str_text(c), *st = kr__str_text(s);
    size_t cn = c->len, sn = s->len;
    if (sn < 3 || st[0] != '_' || st[1] != '_' || (st[sn - 1] == '_' && st[sn - 2] == '_') ||
        memchr(st, '.', sn))
        return kr__exact(name, KR_T_STR) ? kr__intern_str(vm, name) : kr__intern(vm, st, sn);
    while (cn && *ct == '_') ct++, cn--;
    if (!cn) return kr__intern(vm, st, sn);
    Value plain = kr__str_new(vm, ct, cn);
    Value text = kr__ok(plain) ? kr__text(vm, "_%S%S", plain, name) : KR_FAILED;
    return kr__ok(text) ? kr__intern_str(vm, text) : KR_FAILED;
}

static bool is_name(const KrStr *s, const char *text) {
    return s->len == strlen(text) && memcmp(kr__str_text(s), text, s->len) == 0;
}

/* One item of __slots__: a flag to set, or a name to append to out. */
static bool slot_item(kr_vm *vm, KrSlotsSpec *spec, KrType *base, Value cls_name, KrDict *ns,
                      Value item, KrList *out) {
    if (!kr__is_str(vm, item))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__slots__ items must be strings, not '%T'",
                               item);
    if (!kr__str_is_identifier(kr__ptr(item)))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "__slots__ must be identifiers");
    const KrStr *s = kr__ptr(item);
    if (is_name(s, "__dict__")) {
        if ((base->flags & KR_TF_HAS_DICT) || spec->add_dict)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "__dict__ slot disallowed: we already got one");
        spec->add_dict = true;
        return true;
    }
    if (is_name(s, "__weakref__")) {
        if ((base->flags & KR_TF_HAS_WEAK) || variable_items(base) || spec->add_weak)
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "__weakref__ slot disallowed: either we already got one, "
                                   "or __itemsize__ != 0");
        spec->add_weak = true;
        return true;
    }
    Value name = mangle(vm, cls_name, item);
    if (kr__failed(name)) return false;
    for (uint32_t i = 0; i < out->len; i++)
        if (kr__same(kr__list_get(out, i), name)) return true;
    Value there = kr__dict_get_name(vm, ns, name);
    bool special =
        is_name(kr__ptr(name), "__qualname__") || is_name(kr__ptr(name), "__classcell__");
    if (kr__ok(there) && !special)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "%R in __slots__ conflicts with class variable", name);
    return kr__list_append(vm, out, name);
}

static bool any_base_has(const KrTuple *bases, const KrType *primary, uint32_t flag) {
    for (uint32_t i = 0; i < bases->len; i++) {
        const KrType *b = kr__slot_ptr(bases->narrow[i]);
        if (b != primary && (b->flags & flag)) return true;
    }
    return false;
}

/* Without __slots__ instances get a __dict__ and weak references, where the base leaves room for
 * them. */
static void default_spec(KrSlotsSpec *spec, const KrType *base) {
    spec->add_dict = !(base->flags & KR_TF_HAS_DICT);
    spec->add_weak = !(base->flags & KR_TF_HAS_WEAK) && !variable_items(base);
}

/* Reads __slots__ of the namespace. May run Python code (an iterable of names). */
bool kr__slots_read(kr_vm *vm, KrSlotsSpec *spec, KrType *base, const KrTuple *bases,
                    Value cls_name, KrDict *ns) {
    *spec = (KrSlotsSpec){0};
    Value slots = kr__dict_get_name(vm, ns, kr__name(vm, KR_N___slots__));
    if (!kr__ok(slots)) {
        default_spec(spec, base);
        return true;
    }
    Value items = kr__is_str(vm, slots) ? kr__tuple_new(vm, &slots, 1) : kr__tuple_from(vm, slots);
    if (kr__failed(items)) return false;
    uint32_t n = ((KrTuple *)kr__ptr(items))->len;
    if (n && variable_items(base))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "nonempty __slots__ not supported for subtype of '%N'",
                               kr__value_of(base));
    Value names = kr__list_new(vm, NULL, n);
    if (kr__failed(names)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!slot_item(vm, spec, base, cls_name, ns, kr__tuple_get(kr__ptr(items), i),
                       kr__ptr(names)))
            return false;
    if (!kr__list_sort(vm, kr__ptr(names), KR_UNSET, false)) return false;
    if (!spec->add_dict && !(base->flags & KR_TF_HAS_DICT))
        spec->add_dict = any_base_has(bases, base, KR_TF_HAS_DICT);
    if (!spec->add_weak && !(base->flags & KR_TF_HAS_WEAK) && !variable_items(base))
        spec->add_weak = any_base_has(bases, base, KR_TF_HAS_WEAK);
    if (((KrList *)kr__ptr(names))->len == 0) return true;
    spec->names = kr__tuple_from(vm, names);
    return kr__ok(spec->names);
}

/* Member descriptors for the own slots of t, into its namespace. t->own_slots, nfields are set. */
bool kr__slots_add_members(kr_vm *vm, KrType *t, KrDict *ns) {
    if (!t->own_slots.bits) return true;
    const KrTuple *names = kr__slot_ptr(t->own_slots);
    for (uint32_t i = 0; i < names->len; i++) {
        Value name = kr__tuple_get(names, i), key = kr__slot_key(vm, t, name);
        Value m = kr__ok(key) ? kr__member_new(vm, kr__value_of(t), name, key) : KR_FAILED;
        if (kr__failed(m) || !kr__dict_set_name(vm, ns, name, m)) return false;
    }
    return true;
}

/* ---- __dict__ and __weakref__ of a class's instances ---- */

/* A class that has a built-in one with __dict__ among its bases leaves it to that. */
static Value get_dict(kr_vm *vm, Value v) {
    const KrType *t = kr__type_ptr(kr__class_of(vm, v));
    while (kr__type_is_heap(t)) t = kr__slot_ptr(t->base);
    if (t->number != KR_T_TYPE) return kr__instance_dict(vm, v);
    Value own = kr__type_own(vm, (KrType *)t, kr__name(vm, KR_N___dict__));
    return kr__bind(vm, own, v, kr__class_of(vm, v));
}
static bool set_dict(kr_vm *vm, Value v, Value d) {
    return kr__is_a(vm, v, KR_T_TYPE) || kr__is_a(vm, v, KR_T_MODULE)
               ? kr__readonly(vm, v, d)
               : kr__instance_set_dict(vm, v, d);
}
static Value get_weakref(kr_vm *vm, Value v) {
    Value w = kr__is_ref(v) ? kr__side_weak(vm, kr__ptr(v)) : KR_UNSET;
    return kr__ok(w) ? w : KR_NONE_V;
}
static const KrGetSet instance_getset[] = {
    {"__dict__", get_dict, set_dict, "dictionary for instance variables (if defined)"},
    {"__weakref__", get_weakref, NULL, "list of weak references to the object (if defined)"},
    {NULL, NULL, NULL, NULL},
};

/* Table of the two, registered at first use. 0: MemoryError. */
static uint32_t getset_table(kr_vm *vm) {
    KrType *object =
        kr__slot_ptr(vm->types[KR_T_SLOTS]); /* hidden class: its number is free for this */
    if (!object->def_table)
        object->def_table = kr__def_table(vm, (const KrFnDef *)(const void *)instance_getset);
    return object->def_table;
}

/* The descriptors that follow from add_dict and add_weak, into the namespace. */
bool kr__slots_add_getsets(kr_vm *vm, KrType *t, const KrSlotsSpec *spec, KrDict *ns) {
    bool add[2] = {spec->add_dict, spec->add_weak};
    const KrName names[2] = {KR_N___dict__, KR_N___weakref__};
    for (uint32_t i = 0; i < 2; i++) {
        if (!add[i]) continue;
        Value name = kr__name(vm, names[i]);
        if (kr__ok(kr__dict_get_name(vm, ns, name))) continue;
        uint32_t table = getset_table(vm);
        Value d = table ? kr__getset_new(vm, kr__value_of(t), table, i) : KR_FAILED;
        if (kr__failed(d) || !kr__dict_set_name(vm, ns, name, d)) return false;
    }
    return true;
}

/* SPDX-License-Identifier: MIT
 * attr.c: attribute access, for all objects: what is found on the class, in the instance, which
 * descriptor runs, what __getattr__ is asked for, and which error says that there is nothing.
 * Also answers what an inline cache may remember of an access (cache.h).
 *
 * Lookups come in two forms: `find` (1; 0 absent with nothing pending; -1) and the public one,
 * which raises. So hasattr and getattr with a default make no exceptions. */
#include <string.h>

#include "run/cache.h"
#include "run/hook.h"
#include "run/operators.h"
#include "run/quick.h"
#include "types/descriptor.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/function.h"
#include "types/module.h"
#include "types/slot_notes.h"
#include "types/type.h"

/* ---- names ---- */

/* The interned str of an attribute name. Failed: TypeError when it is no str. */
static Value attr_name(kr_vm *vm, Value name) {
    if (KR_LIKELY(kr__exact(name, KR_T_STR)))
        return KR_LIKELY(kr__is_interned(name)) ? name : kr__intern_str(vm, name);
    if (!kr__is_str(vm, name))
        return kr__raise_type(vm, "attribute name must be string, not '%T'", name);
    const KrStr *s = kr__ptr(name);
    return kr__intern(vm, kr__str_text(s), s->len);
}

/* Gives the pending AttributeError its `name` and `obj`. */
static Value attribute_details(kr_vm *vm, Value obj, Value name) {
    Value exc = vm->thread->pending;
    if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return KR_FAILED;
    exc = kr__take_pending(vm);
    if (!kr__exception_set(vm, exc, KR_N_name, name) || !kr__exception_set(vm, exc, KR_N_obj, obj))
        return KR_FAILED;
    return kr__raise_object(vm, exc);
}

static Value raise_type_attribute(kr_vm *vm, Value type, Value name) {
    kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "type object '%N' has no attribute '%S'", type, name);
    return attribute_details(vm, type, name);
}

/* The module that spec is of has begun to import its submodule `name`. Never fails. */
static bool importing_submodule(kr_vm *vm, Value spec, Value name) {
    Value list = KR_UNSET, attr = kr__intern(vm, "_uninitialized_submodules", 25);
    int found = kr__ok(attr) ? kr__getattr_opt(vm, spec, attr, &list) : -1;
    if (found > 0) found = kr__contains(vm, list, name);
    if (found < 0) kr__clear_pending(vm);
    return found > 0;
}

static Value raise_module_attribute(kr_vm *vm, Value module, Value name) {
    KrDict *d = kr__module_dict(module);
    Value mod = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___name__)) : KR_UNSET;
    if (!kr__ok(mod) || !kr__is_str(vm, mod)) {
        kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "module has no attribute '%S'", name);
        return attribute_details(vm, module, name);
    }
    Value spec = kr__dict_get_name(vm, d, kr__name(vm, KR_N___spec__)), starting = KR_UNSET;
    if (kr__ok(spec) && !kr__is_none(spec)) {
        if (kr__getattr_opt(vm, spec, kr__name(vm, KR_N__initializing), &starting) < 0)
            kr__clear_pending(vm);
    }
    if (kr__ok(starting) && kr__is_true(starting))
        kr__raise(vm, KR_T_X_ATTRIBUTEERROR,
                  "partially initialized module '%S' has no attribute '%S' (most likely due to a "
                  "circular import)",
                  mod, name);
    else if (kr__ok(spec) && !kr__is_none(spec) && importing_submodule(vm, spec, name))
        kr__raise(
            vm, KR_T_X_ATTRIBUTEERROR,
            "cannot access submodule '%S' of module '%S' (most likely due to a circular import)",
            name, mod);
    else
        kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "module '%S' has no attribute '%S'", mod, name);
    return attribute_details(vm, module, name);
}

/* ---- descriptors ---- */

static Value bind_call(kr_vm *vm, Value get, Value found, Value obj, Value type) {
    Value args[3] = {found, kr__ok(obj) ? obj : KR_NONE_V, kr__ok(type) ? type : KR_NONE_V};
    if (kr__exact(get, KR_T_FUNCTION) || kr__exact(get, KR_T_SLOT_WRAPPER) ||
        kr__exact(get, KR_T_METHOD_DESCR))
        return kr__call(vm, get, args, 3);
    Value bound = kr__bind(vm, get, found, kr__class_of(vm, found));
    return kr__failed(bound) ? bound : kr__call(vm, bound, args + 1, 2);
}

static Value bind_wrapper(kr_vm *vm, const KrWrapper *w, bool is_class, Value type) {
    Value f = kr__wrapper_callable(w);
    if (!is_class) return f;
    if (kr__exact(f, KR_T_FUNCTION)) return kr__method_new(vm, f, type);
    if (kr__ok(kr__special(vm, f, KR_N___get__))) return kr__bind(vm, f, type, type);
    return kr__method_new(vm, f, type);
}

/* What `found`, which stands in type or a base, is for obj (unset: for the class itself). See
 * ops.h. */
Value kr__bind(kr_vm *vm, Value found, Value obj, Value type) {
    if (!kr__is_ref(found)) return found;
    void *p = kr__ptr(found);
    switch (kr__layout_no(p)) {
    case KR_T_FUNCTION:
    case KR_T_METHOD_DESCR:
    case KR_T_SLOT_WRAPPER: return kr__ok(obj) ? kr__method_new(vm, found, obj) : found;
    case KR_T_CLASSMETHOD_DESCR: return kr__method_new(vm, found, type);
    case KR_T_MEMBER: return kr__ok(obj) ? kr__member_get(vm, p, obj) : found;
    case KR_T_GETSET: return kr__ok(obj) ? kr__getset_get(vm, p, obj) : found;
    case KR_T_PROPERTY: return kr__ok(obj) ? kr__property_get(vm, found, obj) : found;
    case KR_T_CLASSMETHOD: return bind_wrapper(vm, p, true, type);
    case KR_T_STATICMETHOD: return bind_wrapper(vm, p, false, type);
    case KR_T_NATIVE:
    case KR_T_STR:
    case KR_T_NONE:
    case KR_T_TUPLE:
    case KR_T_DICT:
    case KR_T_LIST:
    case KR_T_TYPE: return found;
    default: break;
    }
    KrQuickFn quick = kr__quick_any(vm, found, KR_Q_GET);
    if (quick) {
        Value args[3] = {found, kr__ok(obj) ? obj : KR_NONE_V, kr__ok(type) ? type : KR_NONE_V};
        return kr__finished(vm, quick(vm, args, 3));
    }
    Value get = kr__special(vm, found, KR_N___get__);
    return kr__ok(get) ? bind_call(vm, get, found, obj, type) : found;
}

/* Runs a data descriptor's __set__ or __delete__ (v unset). 1 done; 0 it has none for this; -1. */
static int descriptor_set(kr_vm *vm, Value found, Value obj, Value v) {
    switch (kr__layout_no(kr__ptr(found))) {
    case KR_T_MEMBER: return kr__member_set(vm, kr__ptr(found), obj, v) ? 1 : -1;
    case KR_T_GETSET: return kr__getset_set(vm, kr__ptr(found), obj, v) ? 1 : -1;
    default: break;
    }
    KrName which = kr__ok(v) ? KR_N___set__ : KR_N___delete__;
    Value args[2] = {obj, v};
    Value r = kr__call_special(vm, found, which, args, kr__ok(v) ? 2 : 1);
    if (kr__ok(r)) return 1;
    if (kr__pending(vm)) return -1;
    kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "%s", which == KR_N___set__ ? "__set__" : "__delete__");
    return -1;
}

/* ---- loads ---- */

static Value bind_or_fail(kr_vm *vm, Value found, Value obj, Value type, int *result) {
    Value v = kr__bind(vm, found, obj, type);
    *result = kr__ok(v) ? 1 : -1;
    return v;
}

/* A data descriptor without __get__ yields to the instance's own attribute. */
static bool has_get(kr_vm *vm, Value found) {
    switch (kr__layout_no(kr__ptr(found))) {
    case KR_T_MEMBER:
    case KR_T_GETSET:
    case KR_T_PROPERTY: return true;
    default: return kr__ok(kr__special(vm, found, KR_N___get__));
    }
}

/* object.__getattribute__ without the error. */
static int generic_find(kr_vm *vm, Value obj, Value name, Value *out) {
    Value type = kr__class_of(vm, obj);
    Value found = kr__type_lookup(vm, type, name);
    int result = 0;
    if (kr__ok(found) && kr__is_data_descriptor(vm, found) && has_get(vm, found)) {
        *out = bind_or_fail(vm, found, obj, type, &result);
        return result;
    }
    if (kr__type_ptr(type)->flags & KR_TF_HAS_DICT) {
        int own = kr__instance_get(vm, obj, name, out);
        if (own) return own;
    }
    if (!kr__ok(found)) return 0;
    *out = bind_or_fail(vm, found, obj, type, &result);
    return result;
}

/* type.__getattribute__ without the error. */
static int type_find(kr_vm *vm, Value type, Value name, Value *out) {
    Value meta = kr__class_of(vm, type);
    Value over = kr__type_lookup(vm, meta, name);
    int result = 0;
    if (kr__ok(over) && kr__is_data_descriptor(vm, over) && has_get(vm, over)) {
        *out = bind_or_fail(vm, over, type, meta, &result);
        return result;
    }
    Value found = kr__type_lookup(vm, type, name);
    if (kr__ok(found))
        *out = bind_or_fail(vm, found, KR_UNSET, type, &result);
    else if (kr__ok(over))
        *out = bind_or_fail(vm, over, type, meta, &result);
    return result;
}

/* The __getattr__ function of a module's namespace. */
static int module_hook(kr_vm *vm, Value module, Value name, Value *out) {
    KrDict *d = kr__module_dict(module);
    Value hook = d ? kr__dict_get_name(vm, d, kr__name(vm, KR_N___getattr__)) : KR_UNSET;
    if (!kr__ok(hook)) return 0;
    *out = kr__call1(vm, hook, name);
    return kr__ok(*out) ? 1 : -1;
}

static int standard_find(kr_vm *vm, Value obj, Value name, Value *out) {
    if (!kr__is_ref(obj)) return generic_find(vm, obj, name, out);
    switch (kr__kind(vm, kr__ptr(obj))) {
    case KR_K_TYPE: return type_find(vm, obj, name, out);
    case KR_K_MODULE: {
        int r = generic_find(vm, obj, name, out);
        return r ? r : module_hook(vm, obj, name, out);
    }
    default: return generic_find(vm, obj, name, out);
    }
}

/* Raises what says that obj has no such attribute. */
static Value raise_absent(kr_vm *vm, Value obj, Value name) {
    if (kr__is_ref(obj)) {
        KrKind k = kr__kind(vm, kr__ptr(obj));
        if (k == KR_K_TYPE) return raise_type_attribute(vm, obj, name);
        if (k == KR_K_MODULE) return raise_module_attribute(vm, obj, name);
    }
    return kr__raise_attribute(vm, obj, name);
}

/* Calls a hook of the class: function with obj as its first argument, or whatever binds to it. */
static Value call_hook(kr_vm *vm, Value hook, Value obj, Value name) {
    if (kr__exact(hook, KR_T_FUNCTION) || kr__exact(hook, KR_T_SLOT_WRAPPER) ||
        kr__exact(hook, KR_T_METHOD_DESCR))
        return kr__call2(vm, hook, obj, name);
    Value bound = kr__bind(vm, hook, obj, kr__class_of(vm, obj));
    return kr__failed(bound) ? bound : kr__call1(vm, bound, name);
}

/* Full access, hooks included, without the final error: 0 is given only when no Python code said
 * so. */
static int attr_find(kr_vm *vm, Value obj, Value name, Value *out) {
    uint32_t flags = kr__type_ptr(kr__class_of(vm, obj))->flags;
    *out = KR_UNSET;
    if (KR_LIKELY(!(flags & KR_TF_GETATTR))) return standard_find(vm, obj, name, out);
    int r;
    if (flags & KR_TF_GETATTRIBUTE) {
        if (!kr__enter(vm, "")) return -1;
        *out = call_hook(vm, kr__special(vm, obj, KR_N___getattribute__), obj, name);
        kr__leave(vm);
        r = kr__ok(*out) ? 1 : -1;
    } else {
        r = standard_find(vm, obj, name, out);
    }
    if (r > 0) return r;
    Value hook = kr__special(vm, obj, KR_N___getattr__);
    if (!kr__ok(hook)) return r;
    if (r < 0) {
        if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return -1;
        kr__clear_pending(vm);
    }
    if (!kr__enter(vm, "")) return -1;
    *out = call_hook(vm, hook, obj, name);
    kr__leave(vm);
    return kr__ok(*out) ? 1 : -1;
}

/* An AttributeError that Python code raised without saying for what gets name and obj. */
static Value complete_error(kr_vm *vm, Value obj, Value name) {
    if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return KR_FAILED;
    Value exc = vm->thread->pending;
    if (kr__ok(kr__exception_get(vm, exc, KR_N_name)) ||
        kr__ok(kr__exception_get(vm, exc, KR_N_obj)))
        return KR_FAILED;
    return attribute_details(vm, obj, name);
}

/* See hook.h. */
void kr__attr_complete(kr_vm *vm, Value obj, Value name) {
    (void)complete_error(vm, obj, name).bits;
}

/* A field of the instance or a plain value of its class, by the table of sites. */
static bool quick_find(kr_vm *vm, Value obj, Value name, Value *out) {
    if (!kr__is_ref(obj) || kr__layout_no(kr__ptr(obj)) < KR_T_COUNT) return false;
    const KrLayout *l = kr__layout_of(vm, kr__ptr(obj));
    if (l->kind == KR_K_TYPE || l->kind == KR_K_MODULE) return false;
    const KrAttrSite *s = kr__site(vm, obj, kr__ref_slot(name), KR_USE_LOAD, KR_UNSET);
    const char *cell = kr__ptr(obj);
    if (s->kind == KR_SITE_FIELD && s->width == KR_FIELD_NARROW) {
        Slot slot = *(const Slot *)(cell + s->at);
        if (slot.bits) *out = kr__slot_value(slot);
    } else if (s->kind == KR_SITE_FIELD && s->width == KR_FIELD_WIDE) {
        *out = *(const Value *)(cell + s->at);
    } else if (s->kind == KR_SITE_CLASS) {
        *out = kr__slot_value(s->value);
    }
    return kr__ok(*out);
}

/* obj.name, with all hooks. */
Value kr__getattr(kr_vm *vm, Value obj, Value name) {
    name = attr_name(vm, name);
    if (kr__failed(name)) return KR_FAILED;
    Value v = KR_UNSET;
    if (quick_find(vm, obj, name, &v)) return v;
    int r = attr_find(vm, obj, name, &v);
    if (KR_LIKELY(r > 0)) return v;
    return r < 0 ? complete_error(vm, obj, name) : raise_absent(vm, obj, name);
}

/* obj.name: 1; 0 there is none (an AttributeError is swallowed); -1. */
int kr__getattr_opt(kr_vm *vm, Value obj, Value name, Value *out) {
    *out = KR_UNSET;
    name = attr_name(vm, name);
    if (kr__failed(name)) return -1;
    if (quick_find(vm, obj, name, out)) return 1;
    int r = attr_find(vm, obj, name, out);
    if (r >= 0) return r;
    *out = KR_UNSET;
    if (!kr__pending_is(vm, KR_T_X_ATTRIBUTEERROR)) return -1;
    kr__clear_pending(vm);
    return 0;
}

/* object.__getattribute__(obj, name) */
Value kr__generic_getattr(kr_vm *vm, Value obj, Value name) {
    name = attr_name(vm, name);
    if (kr__failed(name)) return KR_FAILED;
    Value v = KR_UNSET;
    int r = generic_find(vm, obj, name, &v);
    return r > 0 ? v : r < 0 ? KR_FAILED : kr__raise_attribute(vm, obj, name);
}

/* type.__getattribute__ and module.__getattribute__ */
Value kr__standard_getattr(kr_vm *vm, Value obj, Value name) {
    name = attr_name(vm, name);
    if (kr__failed(name)) return KR_FAILED;
    Value v = KR_UNSET;
    int r = standard_find(vm, obj, name, &v);
    return r > 0 ? v : r < 0 ? KR_FAILED : raise_absent(vm, obj, name);
}

/* ---- stores ---- */

/* Stores and deletions say less than loads: no `name` and `obj`. */
static bool raise_unset(kr_vm *vm, Value obj, Value name) {
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "'%T' object has no attribute '%S'", obj,
                           name);
}

static bool raise_readonly(kr_vm *vm, Value obj, Value name, Value found) {
    if (!kr__ok(found)) {
        (void)!raise_unset(vm, obj, name);
        kr__slot_note_unknown(vm, obj, name);
        return false;
    }
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "'%T' object attribute '%S' is read-only",
                           obj, name);
}

static bool generic_set(kr_vm *vm, Value obj, Value name, Value v) {
    Value type = kr__class_of(vm, obj);
    Value found = kr__type_lookup(vm, type, name);
    if (kr__ok(found) && kr__is_data_descriptor(vm, found))
        return descriptor_set(vm, found, obj, v) > 0;
    if (!(kr__type_ptr(type)->flags & KR_TF_HAS_DICT) || !kr__is_ref(obj))
        return raise_readonly(vm, obj, name, found);
    if (kr__ok(v)) return kr__instance_set(vm, obj, name, v);
    int r = kr__instance_delete(vm, obj, name);
    if (r) return r > 0;
    return raise_unset(vm, obj, name);
}

static bool type_set(kr_vm *vm, Value type, Value name, Value v) {
    KrType *t = kr__ptr(type);
    if (!kr__type_is_heap(t) || (t->flags & KR_TF_IMMUTABLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "cannot set %R attribute of immutable type '%N'", name, type);
    Value meta = kr__class_of(vm, type);
    Value found = kr__type_lookup(vm, meta, name);
    if (kr__ok(found) && kr__is_data_descriptor(vm, found))
        return descriptor_set(vm, found, type, v) > 0;
    if (!kr__ok(v) && !kr__ok(kr__type_own(vm, t, name))) {
        return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "type object '%N' has no attribute '%S'",
                               type, name);
    }
    return kr__type_set(vm, type, name, v);
}

/* object.__setattr__ and (v unset) __delattr__ */
bool kr__generic_setattr(kr_vm *vm, Value obj, Value name, Value v) {
    name = attr_name(vm, name);
    return kr__ok(name) && generic_set(vm, obj, name, v);
}

/* type.__setattr__ and __delattr__ */
bool kr__type_setattr(kr_vm *vm, Value type, Value name, Value v) {
    name = attr_name(vm, name);
    return kr__ok(name) && type_set(vm, type, name, v);
}

static bool hooked_set(kr_vm *vm, Value obj, Value name, Value v) {
    KrName which = kr__ok(v) ? KR_N___setattr__ : KR_N___delattr__;
    Value args[2] = {name, v};
    if (!kr__enter(vm, "")) return false;
    Value r = kr__call_special(vm, obj, which, args, kr__ok(v) ? 2 : 1);
    kr__leave(vm);
    return kr__ok(r);
}

/* A new attribute whose name is of a subclass of str: the instance's dict keeps that very key. */
static bool set_by_key(kr_vm *vm, Value obj, Value name, Value key, Value v) {
    Value type = kr__class_of(vm, obj), found = kr__type_lookup(vm, type, name);
    bool plain = kr__type_ptr(type)->flags & KR_TF_HAS_DICT && !kr__is_type(vm, obj);
    if (!plain || (kr__ok(found) && kr__is_data_descriptor(vm, found)))
        return generic_set(vm, obj, name, v);
    Value d = kr__instance_dict(vm, obj);
    return kr__ok(d) && kr__dict_set(vm, kr__ptr(d), key, v);
}

/* obj.name = v, with all hooks; v unset: del obj.name. */
bool kr__setattr(kr_vm *vm, Value obj, Value name, Value v) {
    Value key = name;
    name = attr_name(vm, name);
    if (kr__failed(name)) return false;
    if (KR_UNLIKELY(kr__type_ptr(kr__class_of(vm, obj))->flags & KR_TF_SETATTR))
        return hooked_set(vm, obj, name, v);
    if (kr__is_type(vm, obj)) return type_set(vm, obj, name, v);
    if (KR_UNLIKELY(!kr__exact(key, KR_T_STR)) && kr__ok(v))
        return set_by_key(vm, obj, name, key, v);
    return generic_set(vm, obj, name, v);
}

/* ---- what inline caches may remember ---- */

static bool field_site(kr_vm *vm, const KrObj *o, const KrLayout *l, const KrField *f,
                       KrAttrSite *out) {
    (void)vm;
    (void)o;
    if (!f) return false;
    if (f->over) {
        if (!l->over || f->width != KR_FIELD_NARROW) return false;
        out->kind = KR_SITE_OVER;
        out->at = f->at;
        out->index = l->over;
        return true;
    }
    out->kind = KR_SITE_FIELD;
    out->width = f->width;
    out->at = f->at;
    out->index = (uint16_t)(f - l->fields);
    return true;
}

static const KrField *slot_field(kr_vm *vm, const KrObj *o, const KrLayout *l, const KrMember *m) {
    const KrType *t = kr__slot_ptr(l->cls);
    if (m->index) return NULL; /* computed by C */
    if (l->cls.bits != m->cls.bits &&
        !kr__is_subtype(vm, KR_VALUE(l->cls.bits), KR_VALUE(m->cls.bits)))
        return NULL;
    const KrField *f = kr__layout_find(vm, kr__layout_no(o), m->key);
    return f && f - l->fields < t->nfields ? f : NULL;
}

static const KrField *plain_field(kr_vm *vm, const KrObj *o, const KrLayout *l, Slot name) {
    const KrType *t = kr__slot_ptr(l->cls);
    const KrField *f = kr__layout_find(vm, kr__layout_no(o), name);
    return f && f - l->fields >= t->nfields ? f : NULL;
}

static void class_site(kr_vm *vm, Value found, bool for_call, KrAttrSite *out) {
    if (!kr__is_ref(found)) return;
    uint32_t no = kr__layout_no(kr__ptr(found));
    bool method = no == KR_T_FUNCTION || no == KR_T_METHOD_DESCR || no == KR_T_SLOT_WRAPPER;
    out->value = kr__ref_slot(found);
    if (method) {
        if (for_call) out->kind = KR_SITE_METHOD;
    } else if (no == KR_T_CLASSMETHOD || no == KR_T_STATICMETHOD || no == KR_T_CLASSMETHOD_DESCR) {
        return;
    } else if (!kr__ok(kr__special(vm, found, KR_N___get__))) {
        out->kind = KR_SITE_CLASS;
    }
}

static void module_site(kr_vm *vm, Value obj, Slot name, KrAttrSite *out) {
    KrDict *d = kr__module_dict(obj);
    if (!d || kr__ok(kr__type_lookup(vm, kr__class_of(vm, obj), KR_VALUE(name.bits)))) return;
    int64_t e = kr__dict_entry_of(vm, d, KR_VALUE(name.bits));
    if (e < 0 || e > UINT16_MAX) return;
    out->kind = KR_SITE_MODULE;
    out->index = (uint16_t)e;
}

/* See cache.h. */
bool kr__attr_type_site(kr_vm *vm, Value type, Slot name, Value *found, bool *bound) {
    Value key = KR_VALUE(name.bits);
    *bound = false;
    if (!kr__exact(type, KR_T_TYPE) || kr__ok(kr__type_lookup(vm, kr__type(vm, KR_T_TYPE), key)))
        return false;
    Value v = kr__type_lookup(vm, type, key);
    if (!kr__ok(v) || !kr__is_ref(v)) return false;
    if (kr__exact(v, KR_T_CLASSMETHOD) || kr__exact(v, KR_T_STATICMETHOD)) {
        *bound = kr__exact(v, KR_T_CLASSMETHOD);
        v = kr__wrapper_callable(kr__ptr(v));
        *found = v;
        return kr__exact(v, KR_T_FUNCTION);
    }
    *found = v;
    return kr__exact(v, KR_T_FUNCTION) || !kr__ok(kr__special(vm, v, KR_N___get__));
}

/* A load; see cache.h. Runs no Python code. */
void kr__attr_site_load(kr_vm *vm, Value obj, Slot name, bool for_call, KrAttrSite *out) {
    memset(out, 0, sizeof *out);
    const KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    const KrType *t = kr__slot_ptr(l->cls);
    out->layout = kr__layout_no(o);
    out->version = l->version;
    if ((t->flags & KR_TF_GETATTRIBUTE) || l->kind == KR_K_TYPE) return;
    if (l->kind == KR_K_MODULE) {
        if (!(t->flags & KR_TF_GETATTR)) module_site(vm, obj, name, out);
        return;
    }
    Value found = kr__type_lookup(vm, KR_VALUE(l->cls.bits), KR_VALUE(name.bits));
    bool plain = (l->flags & (KR_LF_PLAIN | KR_LF_DICT)) == KR_LF_PLAIN;
    if (kr__ok(found) && kr__is_data_descriptor(vm, found)) {
        if (kr__exact(found, KR_T_MEMBER)) {
            (void)field_site(vm, o, l, slot_field(vm, o, l, kr__ptr(found)), out);
        } else if (kr__exact(found, KR_T_PROPERTY)) {
            const KrProperty *p = kr__ptr(found);
            if (!p->fget.bits || !kr__exact(kr__slot_held(p->fget), KR_T_FUNCTION)) return;
            out->kind = KR_SITE_PROPERTY;
            out->value = p->fget;
        } else if (!(t->flags & KR_TF_GETATTR) &&
                   (kr__exact(found, KR_T_GETSET) || kr__quick_any(vm, found, KR_Q_GET))) {
            out->kind = KR_SITE_DESCR;
            out->value = kr__ref_slot(found);
        }
        return;
    }
    if (plain) {
        const KrField *f = plain_field(vm, o, l, name);
        if (f) {
            (void)field_site(vm, o, l, f, out);
            return;
        }
    } else if (t->flags & KR_TF_HAS_DICT) {
        return;
    }
    if (kr__ok(found)) class_site(vm, found, for_call, out);
}

/* A store; see cache.h. May make a layout (and so collect); runs no Python code, and what fails
 * is forgotten. */
void kr__attr_site_store(kr_vm *vm, Value obj, Slot name, Value v, KrAttrSite *out) {
    memset(out, 0, sizeof *out);
    const KrObj *o = kr__ptr(obj);
    const KrLayout *l = kr__layout_of(vm, o);
    const KrType *t = kr__slot_ptr(l->cls);
    out->layout = kr__layout_no(o);
    out->version = l->version;
    if ((t->flags & KR_TF_SETATTR) || l->kind == KR_K_TYPE || l->kind == KR_K_MODULE) return;
    Value found = kr__type_lookup(vm, KR_VALUE(l->cls.bits), KR_VALUE(name.bits));
    if (kr__ok(found) && kr__is_data_descriptor(vm, found)) {
        if (kr__exact(found, KR_T_MEMBER))
            (void)field_site(vm, o, l, slot_field(vm, o, l, kr__ptr(found)), out);
        if (kr__exact(found, KR_T_PROPERTY)) {
            out->value = ((const KrProperty *)kr__ptr(found))->fset;
            if (out->value.bits && kr__exact(kr__slot_held(out->value), KR_T_FUNCTION))
                out->kind = KR_SITE_SETTER;
        }
        return;
    }
    if ((l->flags & (KR_LF_PLAIN | KR_LF_DICT)) != KR_LF_PLAIN) return;
    const KrField *f = kr__layout_find(vm, out->layout, name);
    if (f) {
        if (f - l->fields >= t->nfields) (void)field_site(vm, o, l, f, out);
        return;
    }
    Slot s;
    bool wide = !kr__narrow(v, &s) || kr__type_wants_wide(t, name);
    uint32_t to = kr__layout_add(vm, out->layout, name, wide ? KR_FIELD_WIDE : KR_FIELD_NARROW);
    if (!to) {
        if (kr__pending(vm)) kr__clear_pending(vm);
        return;
    }
    const KrLayout *nl = kr__layout(vm, to);
    f = &nl->fields[nl->nfields - 1];
    if (f->over || f->width == KR_FIELD_BOXED || nl->nfields > t->nfields + t->grown) return;
    if (f->width == KR_FIELD_NARROW && wide) return;
    out->kind = KR_SITE_ADD;
    out->width = f->width;
    out->at = f->at;
    out->index = (uint16_t)(f - nl->fields);
    out->new_layout = to;
}

/* SPDX-License-Identifier: MIT
 * module.c: modules: an object around a dict. */
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_module = {
    .name = "module", .size = sizeof(KrModule), .slots = 1ull << 1 /* dict */};

/* The module's dict, or NULL. Never fails. */
KrDict *kr__module_dict(Value module) {
    const KrModule *m = kr__ptr(module);
    return m->dict.bits ? kr__slot_ptr(m->dict) : NULL;
}

static bool fill(kr_vm *vm, Value module, Value name, Value doc) {
    KrDict *d = kr__module_dict(module);
    return kr__dict_set_name(vm, d, kr__name(vm, KR_N___name__), name) &&
           kr__dict_set_name(vm, d, kr__name(vm, KR_N___doc__), doc) &&
           kr__dict_set_name(vm, d, kr__name(vm, KR_N___package__), KR_NONE_V) &&
           kr__dict_set_name(vm, d, kr__name(vm, KR_N___loader__), KR_NONE_V) &&
           kr__dict_set_name(vm, d, kr__name(vm, KR_N___spec__), KR_NONE_V);
}

static bool need_dict(kr_vm *vm, Value module) {
    KrModule *m = kr__ptr(module);
    if (m->dict.bits) return true;
    Value d = kr__dict_new(vm);
    if (kr__failed(d)) return false;
    kr__store(vm, m, &m->dict, kr__ref_slot(d));
    return true;
}

/* A module; see module.h. Runs no Python code. */
Value kr__module_new(kr_vm *vm, const char *name, const char *doc) {
    Value n = kr__intern(vm, name, strlen(name));
    Value text = kr__failed(n) ? KR_FAILED : doc ? kr__str_new(vm, doc, strlen(doc)) : KR_NONE_V;
    if (kr__failed(text)) return KR_FAILED;
    KrModule *m = kr__new(vm, KR_T_MODULE, sizeof(KrModule));
    if (!m || !need_dict(vm, kr__value_of(m)) || !fill(vm, kr__value_of(m), n, text))
        return KR_FAILED;
    return kr__value_of(m);
}

/* Adds functions; see module.h. */
bool kr__module_add_functions(kr_vm *vm, Value module, const KrFnDef *rows) {
    uint32_t table = kr__def_table(vm, rows);
    if (!table) return false;
    ((KrModule *)kr__ptr(module))->table = table;
    for (uint32_t i = 0; rows[i].sig; i++) {
        Value f = kr__native_new(vm, KR_T_NATIVE, table, i, module, KR_UNSET);
        if (kr__failed(f)) return false;
        Value name = KR_VALUE(((KrNative *)kr__ptr(f))->name.bits);
        if (!kr__dict_set_name(vm, kr__module_dict(module), name, f)) return false;
    }
    return true;
}

/* module.name = v. Runs no Python code. */
bool kr__module_add(kr_vm *vm, Value module, const char *name, Value v) {
    return kr__ok(v) && kr__dict_set_cstr(vm, kr__module_dict(module), name, v);
}

/* ---- the class ---- */

static Value module_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value m = kr__instance_new(vm, a[0]);
    return kr__ok(m) && need_dict(vm, m) ? m : KR_FAILED;
}

static Value module_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "module() argument 'name' must be str, not %T", a[1]);
    if (!need_dict(vm, a[0])) return KR_FAILED;
    return fill(vm, a[0], a[1], kr__ok(a[2]) ? a[2] : KR_NONE_V) ? KR_NONE_V : KR_FAILED;
}

static Value dict_name(kr_vm *vm, Value module, KrName name) {
    KrDict *d = kr__module_dict(module);
    return d ? kr__dict_get_name(vm, d, kr__name(vm, name)) : KR_UNSET;
}

/* obj.name; None when there is none. Failed only by other errors than AttributeError. */
static Value attr_or_none(kr_vm *vm, Value obj, const char *name) {
    Value key = kr__intern(vm, name, strlen(name)), v;
    int r = kr__failed(key) ? -1 : kr__getattr_opt(vm, obj, key, &v);
    return r < 0 ? KR_FAILED : r ? v : KR_NONE_V;
}

static Value repr_of_spec(kr_vm *vm, Value spec) {
    Value name = attr_or_none(vm, spec, "name"),
          origin = kr__failed(name) ? name : attr_or_none(vm, spec, "origin");
    if (kr__failed(origin)) return KR_FAILED;
    if (kr__is_none(name)) name = kr__text(vm, "?");
    if (kr__is_none(origin)) {
        Value loader = attr_or_none(vm, spec, "loader");
        if (kr__failed(loader)) return KR_FAILED;
        return kr__is_none(loader) ? kr__text(vm, "<module %R>", name)
                                   : kr__text(vm, "<module %R (%R)>", name, loader);
    }
    Value located = attr_or_none(vm, spec, "has_location");
    int r = kr__failed(located) ? -1 : kr__truth(vm, located);
    if (r < 0) return KR_FAILED;
    return r ? kr__text(vm, "<module %R from %R>", name, origin)
             : kr__text(vm, "<module %R (%S)>", name, origin);
}

/* What the loader's module_repr() says; unset, nothing pending: it has none, or that failed. */
static Value repr_of_loader(kr_vm *vm, Value loader, Value module) {
    Value key = kr__intern(vm, "module_repr", 11), f;
    int r = kr__failed(key) ? -1 : kr__getattr_opt(vm, loader, key, &f);
    if (r <= 0) return KR_UNSET;
    Value v = kr__call1(vm, f, module);
    if (kr__failed(v) && kr__pending_is(vm, KR_T_X_EXCEPTION)) kr__clear_pending(vm);
    return v;
}

/* <module 'm' from 'file'>, by its spec, file or loader as importlib's _module_repr would. */
static Value module_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value spec = attr_or_none(vm, a[0], "__spec__");
    int r = kr__failed(spec) ? -1 : kr__truth(vm, spec);
    if (r) return r < 0 ? KR_FAILED : repr_of_spec(vm, spec);
    Value loader = attr_or_none(vm, a[0], "__loader__");
    Value shown = kr__failed(loader) ? loader : repr_of_loader(vm, loader, a[0]);
    if (kr__ok(shown) || kr__pending(vm)) return shown;
    Value name, file, key = kr__name(vm, KR_N___file__);
    r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___name__), &name);
    if (r == 0) name = kr__text(vm, "?");
    if (r < 0 || kr__failed(name)) return KR_FAILED;
    r = kr__getattr_opt(vm, a[0], key, &file);
    if (r) return r < 0 ? KR_FAILED : kr__text(vm, "<module %R from %R>", name, file);
    if (!kr__is_none(loader)) return kr__text(vm, "<module %R (%R)>", name, loader);
    return kr__text(
        vm, ((KrModule *)kr__ptr(a[0]))->table ? "<module %R (built-in)>" : "<module %R>", name);
}

static Value module_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__standard_getattr(vm, a[0], a[1]);
}

static Value module_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value d = kr__getattr(vm, a[0], kr__name(vm, KR_N___dict__));
    if (kr__failed(d)) return KR_FAILED;
    if (!kr__has_kind(vm, d, KR_K_DICT))
        return kr__raise_type(vm, "<module>.__dict__ is not a dictionary");
    Value hook = kr__dict_get_name(vm, kr__ptr(d), kr__name(vm, KR_N___dir__));
    return kr__ok(hook) ? kr__call0(vm, hook) : kr__list_from(vm, d);
}

static Value get_dict(kr_vm *vm, Value v) {
    return need_dict(vm, v) ? kr__value_of(kr__module_dict(v)) : KR_FAILED;
}

/* __annotations__ stand in the dict and are made when asked for. */
static Value get_annotations(kr_vm *vm, Value v) {
    if (!need_dict(vm, v)) return KR_FAILED;
    Value a = dict_name(vm, v, KR_N___annotations__);
    if (kr__ok(a)) return a;
    a = kr__dict_new(vm);
    if (kr__failed(a)) return KR_FAILED;
    return kr__dict_set_name(vm, kr__module_dict(v), kr__name(vm, KR_N___annotations__), a)
               ? a
               : KR_FAILED;
}
static bool set_annotations(kr_vm *vm, Value v, Value a) {
    if (!need_dict(vm, v)) return false;
    Value name = kr__name(vm, KR_N___annotations__);
    if (kr__ok(a)) return kr__dict_set_name(vm, kr__module_dict(v), name, a);
    int r = kr__dict_delete(vm, kr__module_dict(v), name, NULL);
    if (r) return r > 0;
    return kr__raise_false(vm, KR_T_X_ATTRIBUTEERROR, "__annotations__");
}

static const KrFnDef module_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", module_new, "Create and return a new object.", KR_DEF_NEW},
    {"__init__(self, name, doc=None)", module_init, "Initialize self.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", module_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", module_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__dir__(self, /)", module_dir, "__dir__() -> list\nspecialized dir() implementation",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet module_getset[] = {
    {"__dict__", get_dict, kr__readonly, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_module = {
    .number = KR_T_MODULE,
    .doc = "Create a module object.\n\nThe name must be a string; the optional doc argument can "
           "have any type.",
    .methods = module_methods,
    .getset = module_getset,
    .flags = KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
};

/* SPDX-License-Identifier: MIT
 * method.c: bound methods; classmethod and staticmethod. A bound method is a pair (function,
 * self); its class follows from the function: method, method-wrapper, or the hidden one that
 * Python calls builtin_function_or_method. */
#include <string.h>

#include "types/dict.h"
#include "types/function.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_method = {
    .name = "method", .size = sizeof(KrMethod), .slots = 1ull << 1, .values = 1ull << 2};
_Static_assert(offsetof(KrMethod, self) == 8, "trace words of KrMethod");

const KrKindInfo kr__kind_wrapper = {
    .name = "wrapper", .size = sizeof(KrWrapper), .slots = 3ull << 1 /* callable, dict */};

/* func bound to self. Failed: MemoryError. Runs no Python code. */
Value kr__method_new(kr_vm *vm, Value func, Value self) {
    uint32_t layout = KR_T_METHOD;
    if (!kr__is_ref(func)) { /* classmethod(1) gives such methods; calls fail */
        KrBox *b = kr__new(vm, KR_T_BOX, sizeof(KrBox));
        if (!b) return KR_FAILED;
        b->value = func;
        func = kr__value_of(b);
    }
    switch (kr__layout_no(kr__ptr(func))) {
    case KR_T_SLOT_WRAPPER: layout = KR_T_METHOD_WRAPPER; break;
    case KR_T_METHOD_DESCR:
    case KR_T_CLASSMETHOD_DESCR: layout = KR_T_NATIVE_METHOD; break;
    default: break;
    }
    KrMethod *m = kr__new(vm, layout, sizeof(KrMethod));
    if (!m) return KR_FAILED;
    m->func = kr__ref_slot(func);
    m->self = self;
    return kr__value_of(m);
}

/* ---- method ---- */

static Value func_of(Value v) { return kr__slot_held(((KrMethod *)kr__ptr(v))->func); }

static Value method_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(kr__special(vm, a[1], KR_N___call__)))
        return kr__raise_type(vm, "first argument must be callable");
    if (kr__is_none(a[2])) return kr__raise_type(vm, "self must not be None");
    KrMethod *m = kr__new(vm, KR_T_METHOD, sizeof(KrMethod));
    if (!m) return KR_FAILED;
    m->func = kr__ref_slot(a[1]);
    m->self = a[2];
    return kr__value_of(m);
}

/* Calls the function with self in front. */
static Value method_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames;
    Value r = kr__tail_call(vm, a[0], a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return r;
}

static Value method_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value type = kr__class_of(vm, a[0]), v;
    if (!kr__is_str(vm, a[1])) return kr__generic_getattr(vm, a[0], a[1]);
    Value name = kr__exact(a[1], KR_T_STR) ? kr__intern_str(vm, a[1]) : a[1];
    if (kr__failed(name)) return KR_FAILED;
    Value found = kr__type_lookup(vm, type, name);
    if (kr__ok(found)) return kr__bind(vm, found, a[0], type);
    int r = kr__getattr_opt(vm, func_of(a[0]), name, &v);
    if (r) return r > 0 ? v : KR_FAILED;
    return kr__getattr(vm, func_of(a[0]), name);
}

static Value method_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrMethod *m = kr__ptr(a[0]);
    Value f = func_of(a[0]), name;
    int r = kr__getattr_opt(vm, f, kr__name(vm, KR_N___qualname__), &name);
    if (r == 0) r = kr__getattr_opt(vm, f, kr__name(vm, KR_N___name__), &name);
    if (r < 0) return KR_FAILED;
    Value self = kr__repr(vm, m->self);
    if (kr__failed(self)) return KR_FAILED;
    if (!r || !kr__is_str(vm, name)) return kr__text(vm, "<bound method ? of %S>", self);
    return kr__text(vm, "<bound method %S of %S>", name, self);
}

static Value method_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[1], KR_T_METHOD)) return KR_NOTIMPL_V;
    const KrMethod *x = kr__ptr(a[0]), *y = kr__ptr(a[1]);
    if (!kr__same(x->self, y->self)) return KR_FALSE_V;
    int r = kr__equal(vm, func_of(a[0]), func_of(a[1]));
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value method_ne(kr_vm *vm, Value *a, int n) {
    Value r = method_eq(vm, a, n);
    return kr__is_bool(r) ? kr__bool(kr__is_false(r)) : r;
}
static Value method_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t h;
    if (!kr__hash(vm, func_of(a[0]), &h)) return KR_FAILED;
    const KrMethod *m = kr__ptr(a[0]);
    return kr__int_from_i64(vm, (int64_t)(kr__id(m->self) >> 4) ^ h);
}
static Value method_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value getattr = kr__import_attr(vm, "builtins", "getattr");
    Value name =
        kr__ok(getattr) ? kr__getattr(vm, func_of(a[0]), kr__name(vm, KR_N___name__)) : KR_FAILED;
    if (kr__failed(name)) return KR_FAILED;
    Value pair[2] = {((KrMethod *)kr__ptr(a[0]))->self, name};
    Value both[2] = {getattr, kr__tuple_new(vm, pair, 2)};
    return kr__failed(both[1]) ? KR_FAILED : kr__tuple_new(vm, both, 2);
}
static Value method_func(kr_vm *vm, Value v) {
    (void)vm;
    return func_of(v);
}
static Value method_self(kr_vm *vm, Value v) {
    (void)vm;
    return ((KrMethod *)kr__ptr(v))->self;
}
static Value method_doc(kr_vm *vm, Value v) {
    return kr__getattr(vm, func_of(v), kr__name(vm, KR_N___doc__));
}

static const KrFnDef method_methods[] = {
    {"__new__(cls, function, instance, /)", method_new, "Create a bound instance method object.",
     KR_DEF_NEW},
    {"__call__(self, /, *args, **kwargs)", method_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__getattribute__(self, name, /)", method_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__repr__(self, /)", method_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", method_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", method_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__hash__(self, /)", method_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__reduce__(self, /)", method_reduce, "Helper for pickle.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet method_getset[] = {
    {"__func__", method_func, kr__readonly,
     "the function (or other callable) implementing a method"},
    {"__self__", method_self, kr__readonly, "the instance to which a method is bound"},
    {"__doc__", method_doc, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_method = {.number = KR_T_METHOD,
                                  .doc = "Create a bound instance method object.",
                                  .methods = method_methods,
                                  .getset = method_getset};

/* ---- classmethod and staticmethod ---- */

/* What the wrapper holds; a number that needs all its bits lies in a box. */
Value kr__wrapper_callable(const KrWrapper *w) {
    return w->callable.bits ? kr__slot_held(w->callable) : KR_NONE_V;
}
static Value callable_of(Value v) { return kr__wrapper_callable(kr__ptr(v)); }

static bool set_callable(kr_vm *vm, KrWrapper *w, Value v) {
    Slot s;
    if (!kr__slot_hold(vm, v, &s)) return false;
    kr__store(vm, w, &w->callable, s);
    return true;
}

static Value wrapper_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}

/* Copies what makes the wrapper look like its function. */
static bool copy_attributes(kr_vm *vm, Value self, Value f) {
    static const KrName names[] = {KR_N___module__, KR_N___name__, KR_N___qualname__, KR_N___doc__,
                                   KR_N___annotations__};
    Value v;
    for (unsigned i = 0; i < KR_COUNTOF(names); i++) {
        int r = kr__getattr_opt(vm, f, kr__name(vm, names[i]), &v);
        if (r < 0 || (r && !kr__setattr(vm, self, kr__name(vm, names[i]), v))) return false;
    }
    return true;
}

static Value wrapper_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrWrapper *w = kr__ptr(a[0]);
    if (!set_callable(vm, w, a[1])) return KR_FAILED;
    return copy_attributes(vm, a[0], a[1]) ? KR_NONE_V : KR_FAILED;
}

static Value classmethod_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__get_arguments(vm, a)) return KR_FAILED;
    Value type = kr__ok(a[2]) && !kr__is_none(a[2]) ? a[2] : kr__class_of(vm, a[1]);
    Value f = callable_of(a[0]);
    if (kr__ok(kr__special(vm, f, KR_N___get__))) return kr__bind(vm, f, type, type);
    return kr__method_new(vm, f, type);
}
static Value staticmethod_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__get_arguments(vm, a) ? callable_of(a[0]) : KR_FAILED;
}
static Value staticmethod_call(kr_vm *vm, Value *a, int n) {
    unsigned nkw = vm->tail.nkw;
    Value kwnames = vm->tail.kwnames;
    Value r = kr__tail_call(vm, callable_of(a[0]), a + 1, (unsigned)n - 1 + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = (uint32_t)n - 1;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return r;
}
static Value wrapper_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__text(vm, "<%s(%R)>",
                    kr__is_a(vm, a[0], KR_T_CLASSMETHOD) ? "classmethod" : "staticmethod",
                    callable_of(a[0]));
}
static Value get_func(kr_vm *vm, Value v) {
    (void)vm;
    return callable_of(v);
}
static Value get_abstract(kr_vm *vm, Value v) {
    Value flag;
    int r = kr__getattr_opt(vm, callable_of(v), kr__name(vm, KR_N___isabstractmethod__), &flag);
    if (r > 0) r = kr__truth(vm, flag);
    return r < 0 ? KR_FAILED : kr__bool(r > 0);
}
static Value get_dict(kr_vm *vm, Value v) { return kr__instance_dict(vm, v); }
static bool set_dict(kr_vm *vm, Value v, Value dict) {
    if (!kr__ok(dict)) return kr__raise_false(vm, KR_T_X_TYPEERROR, "cannot delete __dict__");
    return kr__instance_set_dict(vm, v, dict);
}

static const KrFnDef classmethod_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", wrapper_new, "Create and return a new object.",
     KR_DEF_NEW},
    {"__init__(self, function, /)", wrapper_init, "Initialize self.", KR_DEF_SPECIAL},
    {"__get__(self, instance, owner=None, /)", classmethod_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", wrapper_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrFnDef staticmethod_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", wrapper_new, "Create and return a new object.",
     KR_DEF_NEW},
    {"__init__(self, function, /)", wrapper_init, "Initialize self.", KR_DEF_SPECIAL},
    {"__get__(self, instance, owner=None, /)", staticmethod_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__call__(self, /, *args, **kwargs)", staticmethod_call, "Call self as a function.",
     KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", wrapper_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet wrapper_getset[] = {
    {"__func__", get_func, kr__readonly, NULL},
    {"__wrapped__", get_func, kr__readonly, NULL},
    {"__isabstractmethod__", get_abstract, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_classmethod = {
    .number = KR_T_CLASSMETHOD,
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .methods = classmethod_methods,
    .getset = wrapper_getset,
    .flags = KR_TF_HAS_DICT,
};
const KrTypeDef kr__def_staticmethod = {
    .number = KR_T_STATICMETHOD,
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .methods = staticmethod_methods,
    .getset = wrapper_getset,
    .flags = KR_TF_HAS_DICT,
};

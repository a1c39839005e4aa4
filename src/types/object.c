/* SPDX-License-Identifier: MIT
 * object.c: the class object. Copying and pickling protocols are in reduce.c. */
#include "base/hash.h"
#include "types/dict.h"
#include "types/function.h"
#include "types/list.h"
#include "types/reduce.h"
#include "types/type.h"
#include "types/type_call.h"

static Value object_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = kr__class_of(vm, a[0]);
    KrType *t = kr__ptr(cls);
    Value m = kr__getattr(vm, cls, kr__name(vm, KR_N___module__));
    if (kr__failed(m)) kr__clear_pending(vm);
    Value q = KR_VALUE(t->qualname.bits);
    unsigned long id = (unsigned long)kr__id(a[0]);
    if (!kr__ok(m) || !kr__is_str(vm, m) || kr__same(m, kr__name(vm, KR_N_builtins)))
        return kr__text(vm, "<%S object at 0x%lx>", KR_VALUE(t->name.bits), id);
    return kr__text(vm, "<%S.%S object at 0x%lx>", m, q, id);
}
static Value object_str(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__repr(vm, a[0]);
}
static Value object_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__int_from_i64(vm, kr__hash_address(kr__id(a[0])));
}
static Value object_eq(kr_vm *vm, Value *a, int n) {
    (void)vm;
    (void)n;
    return kr__same(a[0], a[1]) ? KR_TRUE_V : KR_NOTIMPL_V;
}
/* The inverse of what __eq__ says. */
static Value object_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = kr__special(vm, a[0], KR_N___eq__);
    Value r = kr__ok(f) ? kr__compare_by(vm, f, a[0], a[1]) : KR_NOTIMPL_V;
    if (kr__failed(r) || kr__same(r, KR_NOTIMPL_V)) return r;
    int t = kr__truth(vm, r);
    return t < 0 ? KR_FAILED : kr__bool(!t);
}
static Value object_order(kr_vm *vm, Value *a, int n) {
    (void)vm;
    (void)a;
    (void)n;
    return KR_NOTIMPL_V;
}
static Value object_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__generic_getattr(vm, a[0], a[1]);
}
static Value object_setattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_type(vm, a[0]))
        return kr__raise_type(vm, "can't apply this __setattr__ to %T object", a[0]);
    return kr__generic_setattr(vm, a[0], a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}
static Value object_delattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__is_type(vm, a[0]))
        return kr__raise_type(vm, "can't apply this __delattr__ to %T object", a[0]);
    return kr__generic_setattr(vm, a[0], a[1], KR_UNSET) ? KR_NONE_V : KR_FAILED;
}
static Value object_format(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[1]))
        return kr__raise_type(vm, "__format__() argument must be str, not %T", a[1]);
    if (((KrStr *)kr__ptr(a[1]))->len)
        return kr__raise_type(vm, "unsupported format string passed to %T.__format__", a[0]);
    return kr__str(vm, a[0]);
}
static Value object_sizeof(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_ref(a[0])) return kr__from_int48(0);
    return kr__int_from_u64(vm,
                            kr__cell_bytes(vm, kr__ptr(a[0])) + kr__owned_bytes(vm, kr__ptr(a[0])));
}
/* Names of the instance's __dict__ and of the class. */
static Value object_dir(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value own, cls, names = kr__dict_new(vm);
    if (kr__failed(names)) return KR_FAILED;
    int r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___dict__), &own);
    if (r < 0) return KR_FAILED;
    if (r && kr__has_kind(vm, own, KR_K_DICT)) {
        Value k, v;
        for (size_t pos = 0; kr__dict_next(vm, kr__ptr(own), &pos, &k, &v);)
            if (!kr__dict_set(vm, kr__ptr(names), k, KR_NONE_V)) return KR_FAILED;
    }
    r = kr__getattr_opt(vm, a[0], kr__name(vm, KR_N___class__), &cls);
    if (r < 0) return KR_FAILED;
    if (r && kr__is_type(vm, cls) && !kr__type_merge_names(vm, names, cls)) return KR_FAILED;
    return kr__list_from(vm, names);
}
static Value object_init_subclass(kr_vm *vm, Value *a, int n) {
    (void)a;
    (void)n;
    (void)vm;
    return KR_NONE_V;
}
static Value object_subclasshook(kr_vm *vm, Value *a, int n) {
    (void)vm;
    (void)a;
    (void)n;
    return KR_NOTIMPL_V;
}
static Value get_class(kr_vm *vm, Value v) { return kr__class_of(vm, v); }
static bool set_class(kr_vm *vm, Value v, Value cls) {
    if (!kr__ok(cls))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "can't delete __class__ attribute");
    return kr__set_class(vm, v, cls);
}

static const KrFnDef object_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", kr__object_new_native, "Create and return a new object.",
     KR_DEF_NEW | KR_DEF_RAW},
    {"__repr__(self, /)", object_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__hash__(self, /)", object_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__str__(self, /)", object_str, "Return str(self).", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", object_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__setattr__(self, name, value, /)", object_setattr, "Implement setattr(self, name, value).",
     KR_DEF_SPECIAL},
    {"__delattr__(self, name, /)", object_delattr, "Implement delattr(self, name).",
     KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", object_order, "Return self<value.", KR_DEF_SPECIAL},
    {"__le__(self, value, /)", object_order, "Return self<=value.", KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", object_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", object_ne, "Return self!=value.", KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", object_order, "Return self>value.", KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", object_order, "Return self>=value.", KR_DEF_SPECIAL},
    {"__init__(self, /, *args, **kwargs)", kr__object_init_native,
     "Initialize self.  See help(type(self)) for accurate signature.", KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__reduce_ex__(self, protocol, /)", kr__object_reduce_ex, "Helper for pickle.", KR_DEF_METHOD},
    {"__reduce__(self, /)", kr__object_reduce, "Helper for pickle.", KR_DEF_METHOD},
    {"__getstate__(self, /)", kr__object_getstate, "Helper for pickle.", KR_DEF_METHOD},
    {"__subclasshook__(cls, /, *args)", object_subclasshook,
     "Abstract classes can override this to customize issubclass().", KR_DEF_CLASSMETHOD},
    {"__init_subclass__(cls, /)", object_init_subclass,
     "This method is called when a class is subclassed.", KR_DEF_CLASSMETHOD},
    {"__format__(self, format_spec, /)", object_format, "Default object formatter.", KR_DEF_METHOD},
    {"__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes.", KR_DEF_METHOD},
    {"__dir__(self, /)", object_dir, "Default dir() implementation.", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet object_getset[] = {
    {"__class__", get_class, set_class, "the object's class"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_object = {
    .number = KR_T_OBJECT,
    .doc = "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no "
           "arguments and returns "
           "a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    .methods = object_methods,
    .getset = object_getset,
};

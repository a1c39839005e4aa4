/* SPDX-License-Identifier: MIT
 * property.c: property. A getter that is a Python function is run by the machine without C stack
 * (see cache.h); here is everything else. */
#include "types/descriptor.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_property = {
    .name = "property",
    .size = sizeof(KrProperty),
    .slots = 31ull << 1 /* fget, fset, fdel, doc, name */
};

static Value or_none(Slot s) { return s.bits ? kr__slot_held(s) : KR_NONE_V; }
/* Stores anything; None is nothing. */
static bool put(kr_vm *vm, KrProperty *p, Slot *at, Value v) {
    Slot s = KR_NO_SLOT;
    if (kr__ok(v) && !kr__is_none(v) && !kr__slot_hold(vm, v, &s)) return false;
    kr__store(vm, p, at, s);
    return true;
}

static Value fail_access(kr_vm *vm, const KrProperty *p, Value obj, const char *what) {
    if (p->name.bits)
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "property %R of %R object has no %s",
                         KR_VALUE(p->name.bits),
                         KR_VALUE(kr__type_ptr(kr__class_of(vm, obj))->qualname.bits), what);
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "property of %R object has no %s",
                     KR_VALUE(kr__type_ptr(kr__class_of(vm, obj))->qualname.bits), what);
}

/* fget(obj) */
Value kr__property_get(kr_vm *vm, Value prop, Value obj) {
    const KrProperty *p = kr__ptr(prop);
    if (!p->fget.bits) return fail_access(vm, p, obj, "getter");
    return kr__call1(vm, kr__slot_held(p->fget), obj);
}

static Value property_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}

/* Without a doc of its own the property has the getter's. A subclass keeps that in its __dict__
 * or slot. */
static bool take_doc(kr_vm *vm, Value self, Value doc) {
    KrProperty *p = kr__ptr(self);
    p->getter_doc = 0;
    if (!put(vm, p, &p->doc, doc)) return false;
    if ((kr__ok(doc) && !kr__is_none(doc)) || !p->fget.bits) return true;
    Value found;
    int r = kr__getattr_opt(vm, kr__slot_held(p->fget), kr__name(vm, KR_N___doc__), &found);
    if (r <= 0) return r == 0;
    p->getter_doc = 1;
    if (!kr__exact(self, KR_T_PROPERTY))
        return kr__setattr(vm, self, kr__name(vm, KR_N___doc__), found);
    return put(vm, p, &p->doc, found);
}

static Value property_init(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrProperty *p = kr__ptr(a[0]);
    p->doc = p->name = KR_NO_SLOT;
    if (!put(vm, p, &p->fget, a[1]) || !put(vm, p, &p->fset, a[2]) || !put(vm, p, &p->fdel, a[3]))
        return KR_FAILED;
    return take_doc(vm, a[0], a[4]) ? KR_NONE_V : KR_FAILED;
}

static Value property_descr_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrProperty *p = kr__ptr(a[0]);
    if (!kr__get_arguments(vm, a)) return KR_FAILED;
    if (kr__is_none(a[1])) return a[0];
    if (!p->fget.bits) return fail_access(vm, p, a[1], "getter");
    return kr__tail_call(vm, kr__slot_held(p->fget), &a[1], 1);
}
static Value drop_result(kr_vm *vm, Value state, Value result) {
    (void)vm;
    (void)state;
    (void)result;
    return KR_NONE_V;
}
static Value property_descr_set(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrProperty *p = kr__ptr(a[0]);
    if (!p->fset.bits) return fail_access(vm, p, a[1], "setter");
    Value r = kr__tail_call(vm, kr__slot_held(p->fset), &a[1], 2);
    if (kr__same(r, KR_TAIL)) vm->tail.then = drop_result;
    return r;
}
static Value property_descr_delete(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrProperty *p = kr__ptr(a[0]);
    if (!p->fdel.bits) return fail_access(vm, p, a[1], "deleter");
    Value r = kr__tail_call(vm, kr__slot_held(p->fdel), &a[1], 1);
    if (kr__same(r, KR_TAIL)) vm->tail.then = drop_result;
    return r;
}

/* A property of the same class with one function replaced (an unset one is kept). */
static Value copied(kr_vm *vm, Value self, Value get, Value set, Value del) {
    const KrProperty *p = kr__ptr(self);
    Value args[4] = {
        kr__ok(get) && !kr__is_none(get) ? get : or_none(p->fget),
        kr__ok(set) && !kr__is_none(set) ? set : or_none(p->fset),
        kr__ok(del) && !kr__is_none(del) ? del : or_none(p->fdel),
        p->getter_doc ? KR_NONE_V : or_none(p->doc),
    };
    Value made = kr__call(vm, kr__class_of(vm, self), args, 4);
    if (kr__failed(made)) return KR_FAILED;
    p = kr__ptr(self);
    if (kr__has_kind(vm, made, KR_K_PROPERTY)) {
        KrProperty *q = kr__ptr(made);
        kr__store(vm, q, &q->name, p->name);
    }
    return made;
}
static Value property_getter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return copied(vm, a[0], a[1], KR_UNSET, KR_UNSET);
}
static Value property_setter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return copied(vm, a[0], KR_UNSET, a[1], KR_UNSET);
}
static Value property_deleter(kr_vm *vm, Value *a, int n) {
    (void)n;
    return copied(vm, a[0], KR_UNSET, KR_UNSET, a[1]);
}
static Value property_set_name(kr_vm *vm, Value *a, int n) {
    if (n != 3)
        return kr__raise_type(vm, "__set_name__() takes 2 positional arguments but %d were given",
                              n - 1);
    KrProperty *p = kr__ptr(a[0]);
    kr__store(vm, p, &p->name, kr__is_ref(a[2]) ? kr__ref_slot(a[2]) : KR_NO_SLOT);
    return KR_NONE_V;
}

static Value get_fget(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(((KrProperty *)kr__ptr(v))->fget);
}
static Value get_fset(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(((KrProperty *)kr__ptr(v))->fset);
}
static Value get_fdel(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(((KrProperty *)kr__ptr(v))->fdel);
}
static Value get_doc(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(((KrProperty *)kr__ptr(v))->doc);
}
static bool set_doc(kr_vm *vm, Value v, Value doc) {
    KrProperty *p = kr__ptr(v);
    return put(vm, p, &p->doc, doc);
}
/* A property is abstract when one of its functions is. */
static Value get_abstract(kr_vm *vm, Value v) {
    const KrProperty *p = kr__ptr(v);
    Slot fns[3] = {p->fget, p->fset, p->fdel};
    for (int i = 0; i < 3; i++) {
        Value flag;
        if (!fns[i].bits) continue;
        int r = kr__getattr_opt(vm, KR_VALUE(fns[i].bits), kr__name(vm, KR_N___isabstractmethod__),
                                &flag);
        if (r > 0) r = kr__truth(vm, flag);
        if (r) return r > 0 ? KR_TRUE_V : KR_FAILED;
    }
    return KR_FALSE_V;
}

static const KrFnDef property_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", property_new, "Create and return a new object.",
     KR_DEF_NEW},
    {"__init__(self, fget=None, fset=None, fdel=None, doc=None)", property_init, "Initialize self.",
     KR_DEF_SPECIAL},
    {"__get__(self, instance, owner=None, /)", property_descr_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__set__(self, instance, value, /)", property_descr_set,
     "Set an attribute of instance to value.", KR_DEF_SPECIAL},
    {"__delete__(self, instance, /)", property_descr_delete, "Delete an attribute of instance.",
     KR_DEF_SPECIAL},
    {"getter(self, object, /)", property_getter,
     "Descriptor to obtain a copy of the property with a different getter.", KR_DEF_METHOD},
    {"setter(self, object, /)", property_setter,
     "Descriptor to obtain a copy of the property with a different setter.", KR_DEF_METHOD},
    {"deleter(self, object, /)", property_deleter,
     "Descriptor to obtain a copy of the property with a different deleter.", KR_DEF_METHOD},
    {"__set_name__(self, /, *args)", property_set_name, "Method to set name of a property.",
     KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet property_getset[] = {
    {"fget", get_fget, kr__readonly, NULL},
    {"fset", get_fset, kr__readonly, NULL},
    {"fdel", get_fdel, kr__readonly, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__isabstractmethod__", get_abstract, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_property = {
    .number = KR_T_PROPERTY,
    .doc = "Property attribute.\n\n  fget\n    function to be used for getting an attribute "
           "value\n  fset\n    "
           "function to be used for setting an attribute value\n  fdel\n    function to be used "
           "for del'ing an "
           "attribute\n  doc\n    docstring",
    .methods = property_methods,
    .getset = property_getset,
};

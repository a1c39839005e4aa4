/* SPDX-License-Identifier: MIT
 * super.c: super: what a method finds behind its own class in the MRO of self. The machine asks
 * kr__super_load without making a super object; super() without arguments asks the machine for
 * its class and self. */
#include "run/ops.h"
#include "types/function.h"
#include "types/module.h"
#include "types/super.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_super = {.name = "super",
                                   .size = sizeof(KrSuper),
                                   .slots = 3ull << 1 /* type, obj_type */,
                                   .values = 1ull << 4};
_Static_assert(offsetof(KrSuper, self) == 16, "trace words of KrSuper");

/* The class whose MRO is searched for (type, self). Failed: TypeError. */
static Value object_type(kr_vm *vm, Value type, Value self) {
    if (kr__is_type(vm, self) && kr__is_subtype(vm, self, type)) return self;
    Value c = kr__class_of(vm, self);
    if (kr__is_subtype(vm, c, type)) return c;
    int r = kr__getattr_opt(vm, self, kr__name(vm, KR_N___class__), &c);
    if (r < 0) return KR_FAILED;
    if (r && kr__is_type(vm, c) && !kr__same(c, kr__class_of(vm, self)) &&
        kr__is_subtype(vm, c, type))
        return c;
    return kr__raise_type(vm, "super(type, obj): obj must be an instance or subtype of type");
}

/* What stands behind `type` in the MRO of obj_type under this name. Unset: nothing. */
static Value search(kr_vm *vm, Value type, Value obj_type, Value name) {
    Slot m = kr__type_ptr(obj_type)->mro;
    if (!m.bits) return KR_UNSET;
    const KrTuple *mro = kr__slot_ptr(m);
    uint32_t i = 0;
    while (i < mro->len && mro->narrow[i].bits != (uint32_t)type.bits) i++;
    for (i++; i < mro->len; i++) {
        Value v = kr__type_own(vm, kr__slot_ptr(mro->narrow[i]), name);
        if (kr__ok(v)) return v;
    }
    return KR_UNSET;
}

static Value found_value(kr_vm *vm, Value found, Value self, Value obj_type, bool method,
                         Value *self_out) {
    *self_out = KR_UNSET;
    bool on_class = kr__same(self, obj_type);
    if (method && !on_class && kr__is_ref(found)) {
        uint32_t no = kr__layout_no(kr__ptr(found));
        if (no == KR_T_FUNCTION || no == KR_T_METHOD_DESCR || no == KR_T_SLOT_WRAPPER) {
            *self_out = self;
            return found;
        }
    }
    return kr__bind(vm, found, on_class ? KR_UNSET : self, obj_type);
}

/* See module.h. */
int kr__super_find(kr_vm *vm, Value type, Value self, Value name, bool method, Value *out,
                   Value *self_out) {
    Value obj_type = object_type(vm, type, self);
    if (kr__failed(obj_type)) return -1;
    *self_out = KR_UNSET;
    Value found = search(vm, type, obj_type, name);
    if (!kr__ok(found)) return 0;
    *out = found_value(vm, found, self, obj_type, method, self_out);
    return kr__ok(*out) ? 1 : -1;
}

static Value make(kr_vm *vm, uint32_t layout, Value type, Value self, Value obj_type) {
    KrSuper *s = kr__new(vm, layout, kr__layout(vm, layout)->size);
    if (!s) return KR_FAILED;
    s->type = kr__ref_slot(type);
    s->obj_type = kr__ref_slot(obj_type);
    s->self = self;
    return kr__value_of(s);
}

/* See module.h. name is interned. */
Value kr__super_load(kr_vm *vm, Value type, Value self, Value name, bool method, Value *self_out) {
    Value v;
    *self_out = KR_UNSET;
    if (!kr__is_type(vm, type))
        return kr__raise_type(vm, "super() argument 1 must be a type, not %T", type);
    bool own = name.bits == vm->names[KR_N___class__].bits; /* super().__class__ is super */
    int r = own ? 0 : kr__super_find(vm, type, self, name, method, &v, self_out);
    if (r) return r > 0 ? v : KR_FAILED;
    Value obj_type = object_type(vm, type, self);
    Value s = kr__failed(obj_type) ? KR_FAILED : make(vm, KR_T_SUPER, type, self, obj_type);
    return kr__failed(s) ? KR_FAILED : kr__generic_getattr(vm, s, name);
}

/* ---- the class ---- */

static KrSuper *sup(Value v) { return kr__ptr(v); }
static Value or_none(Slot s) { return s.bits ? KR_VALUE(s.bits) : KR_NONE_V; }

static Value super_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}

static Value super_init(kr_vm *vm, Value *a, int n) {
    Value type = KR_UNSET, self = KR_UNSET;
    if (n > 3) return kr__raise_type(vm, "super() expected at most 2 arguments, got %d", n - 1);
    if (n == 1) {
        if (!kr__super_args(vm, &type, &self)) return KR_FAILED;
    } else {
        type = a[1];
        if (n == 3 && !kr__is_none(a[2])) self = a[2];
    }
    if (!kr__is_type(vm, type))
        return kr__raise_type(vm, "super() argument 1 must be a type, not %T", type);
    Value obj_type = KR_UNSET;
    if (kr__ok(self)) {
        obj_type = object_type(vm, type, self);
        if (kr__failed(obj_type)) return KR_FAILED;
    }
    KrSuper *s = sup(a[0]);
    s->type = kr__ref_slot(type);
    s->obj_type = kr__ref_slot(obj_type);
    s->self = self;
    kr__barrier(vm, s);
    return KR_NONE_V;
}

static Value super_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSuper *s = sup(a[0]);
    Value name = a[1], unused;
    if (!kr__is_str(vm, name) || !s->obj_type.bits || !kr__exact(name, KR_T_STR))
        return kr__generic_getattr(vm, a[0], name);
    name = kr__intern_str(vm, name);
    if (kr__failed(name)) return KR_FAILED;
    if (name.bits == vm->names[KR_N___class__].bits) return kr__generic_getattr(vm, a[0], name);
    Value obj_type = KR_VALUE(s->obj_type.bits);
    Value found = search(vm, KR_VALUE(s->type.bits), obj_type, name);
    if (!kr__ok(found)) return kr__generic_getattr(vm, a[0], name);
    return found_value(vm, found, s->self, obj_type, false, &unused);
}

static Value super_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSuper *s = sup(a[0]);
    if (!kr__ok(a[1]) || kr__is_none(a[1]) || s->obj_type.bits) return a[0];
    Value type = or_none(s->type);
    if (!kr__exact(a[0], KR_T_SUPER)) {
        Value args[2] = {type, a[1]};
        return kr__call(vm, kr__class_of(vm, a[0]), args, 2);
    }
    Value obj_type = object_type(vm, type, a[1]);
    return kr__failed(obj_type) ? KR_FAILED : make(vm, KR_T_SUPER, type, a[1], obj_type);
}

static Value super_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSuper *s = sup(a[0]);
    Value type = or_none(s->type);
    const char *none = "NULL";
    if (!s->type.bits) return kr__text(vm, "<super: <class '%s'>, NULL>", none);
    if (s->obj_type.bits)
        return kr__text(vm, "<super: <class '%N'>, <%N object>>", type, KR_VALUE(s->obj_type.bits));
    return kr__text(vm, "<super: <class '%N'>, NULL>", type);
}

static Value get_thisclass(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(sup(v)->type);
}
static Value get_self(kr_vm *vm, Value v) {
    (void)vm;
    return kr__ok(sup(v)->self) ? sup(v)->self : KR_NONE_V;
}
static Value get_self_class(kr_vm *vm, Value v) {
    (void)vm;
    return or_none(sup(v)->obj_type);
}

static const KrFnDef super_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", super_new, "Create and return a new object.", KR_DEF_NEW},
    {"__init__(self, /, *args)", super_init, "Initialize self.", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", super_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__get__(self, instance, owner=None, /)", super_get,
     "Return an attribute of instance, which is of type owner.", KR_DEF_SPECIAL},
    {"__repr__(self, /)", super_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet super_getset[] = {
    {"__thisclass__", get_thisclass, kr__readonly, "the class invoking super()"},
    {"__self__", get_self, kr__readonly, "the instance invoking super(); may be None"},
    {"__self_class__", get_self_class, kr__readonly,
     "the type of the instance invoking super(); may be None"},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_super = {
    .number = KR_T_SUPER,
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super "
           "object\nsuper(type, "
           "obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> "
           "bound super object; "
           "requires issubclass(type2, type)\nTypical use to call a cooperative superclass "
           "method:\nclass C(B):\n    "
           "def meth(self, arg):\n        super().meth(arg)\nThis works for class methods "
           "too:\nclass C(B):\n    "
           "@classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
    .methods = super_methods,
    .getset = super_getset,
};

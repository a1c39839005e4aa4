/* SPDX-License-Identifier: MIT
 * union.c: int | str. */
#include "types/list.h"
#include "types/set.h"
#include "types/seq.h"
#include "types/type.h"
#include "types/typing.h"

typedef struct KrUnion {
    KrObj head;
    Slot args;
    Slot params; /* 0: not asked yet */
} KrUnion;

static Value args_of(Value v) { return KR_VALUE(((KrUnion *)kr__ptr(v))->args.bits); }

static bool unionable(kr_vm *vm, Value v) {
    return kr__is_none(v) || kr__is_type(vm, v) || kr__is_a(vm, v, KR_T_GENERIC_ALIAS) ||
           kr__exact(v, KR_T_UNION);
}

/* Appends v, or what is in it when it is a union, unless it is there. */
static bool add(kr_vm *vm, KrList *out, Value v) {
    if (kr__exact(v, KR_T_UNION)) {
        const KrTuple *t = kr__ptr(args_of(v));
        for (uint32_t i = 0; i < t->len; i++)
            if (!add(vm, out, kr__tuple_get(t, i))) return false;
        return true;
    }
    if (kr__is_none(v)) v = kr__type(vm, KR_T_NONE);
    bool is_alias = kr__is_a(vm, v, KR_T_GENERIC_ALIAS);
    for (size_t i = 0; i < out->len; i++) {
        Value have = kr__list_get(out, i);
        int same = kr__same(have, v);
        if (!same && is_alias && kr__is_a(vm, have, KR_T_GENERIC_ALIAS))
            same = kr__equal(vm, have, v);
        if (same) return same > 0;
    }
    return kr__list_append(vm, out, v);
}

static Value make(kr_vm *vm, Value list) {
    KrList *l = kr__ptr(list);
    if (l->len == 1) return kr__list_get(l, 0);
    Value args = kr__tuple_from(vm, list);
    KrUnion *u = kr__failed(args) ? NULL : kr__new(vm, KR_T_UNION, sizeof(KrUnion));
    if (!u) return KR_FAILED;
    u->args = kr__ref_slot(args);
    return kr__value_of(u);
}

/* a | b of types; NotImplemented when one is none. */
Value kr__union_or(kr_vm *vm, Value a, Value b) {
    if (!unionable(vm, a) || !unionable(vm, b)) return KR_NOTIMPL_V;
    Value list = kr__list_new(vm, NULL, 2);
    if (kr__failed(list) || !add(vm, kr__ptr(list), a) || !add(vm, kr__ptr(list), b))
        return KR_FAILED;
    return make(vm, list);
}

static Value union_or(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[0], a[1]);
}
static Value union_ror(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__union_or(vm, a[1], a[0]);
}
static Value union_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrTuple *t = kr__ptr(args_of(a[0]));
    Value text = kr__text(vm, "%s", "");
    for (uint32_t i = 0; kr__ok(text) && i < t->len; i++) {
        Value p = kr__alias_arg_repr(vm, kr__tuple_get(t, i));
        text = kr__failed(p) ? KR_FAILED : kr__text(vm, "%S%s%S", text, i ? " | " : "", p);
    }
    return text;
}
static Value union_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__exact(a[1], KR_T_UNION)) return KR_NOTIMPL_V;
    Value x = kr__set_from(vm, KR_T_FROZENSET, args_of(a[0]));
    Value y = kr__failed(x) ? KR_FAILED : kr__set_from(vm, KR_T_FROZENSET, args_of(a[1]));
    if (kr__failed(y)) return KR_FAILED;
    int r = kr__equal(vm, x, y);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value union_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t h;
    Value x = kr__set_from(vm, KR_T_FROZENSET, args_of(a[0]));
    if (kr__failed(x) || !kr__hash(vm, x, &h)) return KR_FAILED;
    return kr__int_from_i64(vm, h);
}
static Value check(kr_vm *vm, Value *a, int (*f)(kr_vm *, Value, Value), const char *what) {
    const KrTuple *t = kr__ptr(args_of(a[0]));
    for (uint32_t i = 0; i < t->len; i++) {
        Value c = kr__tuple_get(t, i);
        if (!kr__is_type(vm, c))
            return kr__raise_type(vm, "%s() argument 2 cannot be a parameterized generic", what);
        int r = f(vm, a[1], c);
        if (r) return r < 0 ? KR_FAILED : KR_TRUE_V;
    }
    return KR_FALSE_V;
}
static Value union_instancecheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    return check(vm, a, kr__isinstance, "isinstance");
}
static Value union_subclasscheck(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_type(vm, a[1])) return kr__raise_type(vm, "issubclass() arg 1 must be a class");
    return check(vm, a, kr__issubclass, "issubclass");
}
static Value params_of(kr_vm *vm, Value v) {
    KrUnion *u = kr__ptr(v);
    if (u->params.bits) return KR_VALUE(u->params.bits);
    Value p = kr__alias_parameters(vm, args_of(v));
    if (kr__ok(p)) kr__store(vm, u, &u->params, kr__ref_slot(p));
    return p;
}
static Value union_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value params = params_of(vm, a[0]);
    if (kr__failed(params)) return KR_FAILED;
    Value args = kr__alias_substitute(vm, a[0], args_of(a[0]), params, a[1]);
    if (kr__failed(args)) return KR_FAILED;
    const KrTuple *t = kr__ptr(args);
    Value r = t->len ? kr__tuple_get(t, 0) : KR_FAILED;
    for (uint32_t i = 1; i < t->len && kr__ok(r); i++)
        r = kr__binary(vm, r, kr__tuple_get(t, i), KR_N___or__);
    return r;
}
static Value get_args(kr_vm *vm, Value v) {
    (void)vm;
    return args_of(v);
}

/* A union's module is its class's. */
static Value union_getattribute(kr_vm *vm, Value *a, int n) {
    (void)n;
    bool module = kr__same(a[1], kr__name(vm, KR_N___module__));
    return module ? kr__getattr(vm, kr__class_of(vm, a[0]), a[1])
                  : kr__generic_getattr(vm, a[0], a[1]);
}

static const KrFnDef union_methods[] = {
    {"__repr__(self, /)", union_repr, "Return repr(self).", KR_DEF_SPECIAL},
    {"__getattribute__(self, name, /)", union_getattribute, "Return getattr(self, name).",
     KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", union_eq, "Return self==value.", KR_DEF_SPECIAL},
    {"__hash__(self, /)", union_hash, "Return hash(self).", KR_DEF_SPECIAL},
    {"__or__(self, value, /)", union_or, "Return self|value.", KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", union_ror, "Return value|self.", KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", union_getitem, "Return self[key].", KR_DEF_SPECIAL},
    {"__instancecheck__(self, instance, /)", union_instancecheck, NULL, KR_DEF_METHOD},
    {"__subclasscheck__(self, subclass, /)", union_subclasscheck, NULL, KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet union_getset[] = {
    {"__args__", get_args, kr__readonly, NULL},
    {"__parameters__", params_of, NULL, "Type variables in the types.UnionType."},
    {NULL, NULL, NULL, NULL},
};
const KrTypeDef kr__def_union = {
    .number = KR_T_UNION,
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .methods = union_methods,
    .getset = union_getset,
    .size = sizeof(KrUnion),
    .slots = 3ull << 1,
};

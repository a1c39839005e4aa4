/* SPDX-License-Identifier: MIT
 * mappingproxy.c: the read-only window on a mapping, such as a class's __dict__. Everything is
 * asked of the mapping. */
#include "types/dict.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_proxy = {
    .name = "mappingproxy", .size = sizeof(KrProxy), .slots = 1u << 1};

/* A window on any mapping, which is not checked. May collect. */
Value kr__proxy_new(kr_vm *vm, Value mapping) {
    KrProxy *p = kr__new(vm, KR_T_MAPPINGPROXY, sizeof(KrProxy));
    if (!p) return KR_FAILED;
    p->mapping = kr__ref_slot(mapping);
    return kr__value_of(p);
}

static Value mapping_of(Value v) { return kr__slot_value(((KrProxy *)kr__ptr(v))->mapping); }
static Value unwrap(Value v) { return kr__exact(v, KR_T_MAPPINGPROXY) ? mapping_of(v) : v; }

static Value proxy_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value m = a[1];
    if (kr__has_kind(vm, m, KR_K_LIST) || kr__has_kind(vm, m, KR_K_TUPLE) || !kr__is_ref(m) ||
        kr__failed(kr__special(vm, m, KR_N___getitem__)))
        return kr__raise_type(vm, "mappingproxy() argument must be a mapping, not %T", m);
    return kr__proxy_new(vm, m);
}

static Value proxy_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len;
    return kr__length(vm, mapping_of(a[0]), &len) ? kr__from_int48((int64_t)len) : KR_FAILED;
}
static Value proxy_getitem(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__get_item(vm, mapping_of(a[0]), a[1]);
}
static Value proxy_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__contains(vm, mapping_of(a[0]), a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}
static Value proxy_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__iter(vm, mapping_of(a[0]));
}
static Value proxy_repr(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__text(vm, "mappingproxy(%R)", mapping_of(a[0]));
}
static Value proxy_str(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__str(vm, mapping_of(a[0]));
}
static Value proxy_or(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__binary(vm, unwrap(a[0]), unwrap(a[1]), KR_N___or__);
}
static Value proxy_ror(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__binary(vm, unwrap(a[1]), unwrap(a[0]), KR_N___or__);
}
static Value proxy_ior(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "'|=' is not supported by %T; use '|' instead", a[0]);
}

#define COMPARE(op)                                                \
    static Value proxy##op(kr_vm *vm, Value *a, int n) {           \
        (void)n;                                                   \
        return kr__compare(vm, mapping_of(a[0]), a[1], KR_N_##op); \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

#define FORWARD(method)                                                                     \
    static Value proxy_##method(kr_vm *vm, Value *a, int n) {                               \
        (void)n;                                                                            \
        return kr__call_method(vm, mapping_of(a[0]), kr__name(vm, KR_N_##method), NULL, 0); \
    }
FORWARD(keys)
FORWARD(values)
FORWARD(items)
FORWARD(copy)
FORWARD(__reversed__)

static Value proxy_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value args[2] = {a[1], kr__ok(a[2]) ? a[2] : KR_NONE_V};
    return kr__call_method(vm, mapping_of(a[0]), kr__name(vm, KR_N_get), args, 2);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, mapping)", proxy_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", proxy_repr, NULL, KR_DEF_SPECIAL},
    {"__str__(self, /)", proxy_str, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", proxy__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", proxy__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", proxy__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", proxy__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", proxy__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", proxy__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", proxy_iter, NULL, KR_DEF_SPECIAL},
    {"__or__(self, value, /)", proxy_or, NULL, KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", proxy_ror, NULL, KR_DEF_SPECIAL},
    {"__ior__(self, value, /)", proxy_ior, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", proxy_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", proxy_getitem, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", proxy_contains, NULL, KR_DEF_SPECIAL},
    {"get(self, key, default=None, /)", proxy_get, "The value of key, or default.", 0},
    {"keys(self, /)", proxy_keys, "A view of the keys.", 0},
    {"values(self, /)", proxy_values, "A view of the values.", 0},
    {"items(self, /)", proxy_items, "A view of the pairs.", 0},
    {"copy(self, /)", proxy_copy, "A copy of the mapping.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {"__reversed__(self, /)", proxy___reversed__, "An iterator over the keys, the last first.", 0},
    {0},
};
const KrTypeDef kr__def_mappingproxy = {
    .number = KR_T_MAPPINGPROXY, .doc = "A read-only view of a mapping.", .methods = methods};

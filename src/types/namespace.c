/* SPDX-License-Identifier: MIT
 * namespace.c: types.SimpleNamespace, the type of sys.implementation: an instance with a __dict__ and nothing else. */
#include "types/dict.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/str.h"
#include "types/type.h"

static Value ns_init(kr_vm *vm, Value *a, int n) { /* self, kwargs, then what else was given */
    if (n > 2) return kr__raise_type(vm, "no positional arguments expected");
    if (!kr__ok(a[1])) return KR_NONE_V;
    Value d = kr__instance_dict(vm, a[0]);
    return kr__ok(d) && kr__dict_merge(vm, kr__ptr(d), a[1], true) ? KR_NONE_V : KR_FAILED;
}

static Value pieces_of(kr_vm *vm, Value self) {
    Value d = kr__instance_dict(vm, self), pieces = kr__list_new(vm, NULL, 0), k, v;
    if (!kr__ok(d) || !kr__ok(pieces)) return KR_FAILED;
    Value items = kr__dict_copy(vm, kr__ptr(d)); /* a repr may change the original */
    if (!kr__ok(items)) return items;
    for (size_t pos = 0; kr__dict_next(vm, kr__ptr(items), &pos, &k, &v);) {
        if (!kr__is_str(vm, k) || !kr__str_count(kr__ptr(k))) continue;
        Value text = kr__repr(vm, v);
        text = kr__ok(text) ? kr__text(vm, "%S=%S", k, text) : text;
        if (!kr__ok(text) || !kr__list_append(vm, kr__ptr(pieces), text)) return KR_FAILED;
    }
    return pieces;
}

static Value ns_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = kr__class_of(vm, a[0]);
    bool exact = kr__same(cls, kr__type(vm, KR_T_NAMESPACE));
    Value name = exact ? kr__intern(vm, "namespace", 9) : kr__slot_value(kr__type_ptr(cls)->name);
    if (!kr__ok(name)) return name;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__text(vm, "%S(...)", name);
    Value pieces = pieces_of(vm, a[0]);
    Value inner = kr__ok(pieces) ? kr__pieces_join(vm, kr__ptr(pieces), "(", ", ", ")") : KR_FAILED;
    kr__repr_leave(vm, &link);
    return kr__ok(inner) ? kr__text(vm, "%S%S", name, inner) : KR_FAILED;
}

static Value compare(kr_vm *vm, Value *a, KrName op) {
    Value ns = kr__type(vm, KR_T_NAMESPACE);
    if (!kr__is_subtype(vm, kr__class_of(vm, a[0]), ns) ||
        !kr__is_subtype(vm, kr__class_of(vm, a[1]), ns))
        return KR_NOTIMPL_V;
    Value x = kr__instance_dict(vm, a[0]), y = kr__ok(x) ? kr__instance_dict(vm, a[1]) : KR_FAILED;
    return kr__ok(y) ? kr__compare(vm, x, y, op) : KR_FAILED;
}
static Value ns_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    return compare(vm, a, KR_N___eq__);
}
static Value ns_ne(kr_vm *vm, Value *a, int n) {
    (void)n;
    return compare(vm, a, KR_N___ne__);
}
static Value ns_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value parts[3] = {kr__class_of(vm, a[0]), vm->empty_tuple, kr__instance_dict(vm, a[0])};
    return kr__ok(parts[2]) ? kr__tuple_new(vm, parts, 3) : KR_FAILED;
}

static Value get_dict(kr_vm *vm, Value v) { return kr__instance_dict(vm, v); }
static const KrGetSet getset[] = {
    {"__dict__", get_dict, kr__readonly, NULL},
    {NULL, NULL, NULL, NULL},
};
static const KrFnDef methods[] = {
    {"__init__(self, /, *args, **kwargs)", ns_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", ns_repr, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", ns_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", ns_ne, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", ns_reduce, "Return state information for pickling", KR_DEF_METHOD},
    {NULL, NULL, NULL, 0},
};
const KrTypeDef kr__def_namespace = {
    .number = KR_T_NAMESPACE,
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .methods = methods,
    .getset = getset,
    .flags = KR_TF_HAS_DICT,
};

/* SPDX-License-Identifier: MIT
 * dictview.c: what keys(), values() and items() of a dict return: windows on the dict, with the
 * operations of a set where the members can be hashed. */
#include "types/dictview.h"

#include <string.h>

#include "types/dict_index.h"
#include "types/host.h"
#include "types/module.h"
#include "types/seq.h"
#include "types/set.h"
#include "types/type.h"

const KrKindInfo kr__kind_dictview = {
    .name = "dict view", .size = sizeof(KrDictView), .slots = 1u << 1};

Value kr__dictview_new(kr_vm *vm, KrTypeNo type, Value dict) {
    KrDictView *v = kr__new(vm, type, sizeof(KrDictView));
    if (!v) return KR_FAILED;
    v->dict = kr__ref_slot(dict);
    return kr__value_of(v);
}

static Value dict_value(Value view) { return kr__slot_value(((KrDictView *)kr__ptr(view))->dict); }
static KrDict *dict_of(Value view) { return kr__ptr(dict_value(view)); }
static bool is_items(Value view) { return kr__exact(view, KR_T_DICT_ITEMS); }
/* dict_keys or dict_items */
static bool is_set_view(Value v) { return kr__exact(v, KR_T_DICT_KEYS) || is_items(v); }
static size_t len_of(kr_vm *vm, Value view) { return kr__dict_len(vm, dict_of(view)); }

/* ---- members ---- */

/* Is item one of the view's keys or pairs? 1, 0, -1. */
static int has(kr_vm *vm, Value view, Value item) {
    Value v;
    if (!is_items(view)) return kr__dict_find(vm, dict_of(view), item, &v);
    if (!kr__has_kind(vm, item, KR_K_TUPLE) || kr__seq_len(kr__ptr(item)) != 2) return 0;
    const KrTuple *t = kr__ptr(item);
    int r = kr__dict_find(vm, dict_of(view), kr__tuple_get(t, 0), &v);
    return r <= 0 ? r : kr__equal(vm, v, kr__tuple_get(t, 1));
}

static Value view_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = has(vm, a[0], a[1]);
    return r < 0 ? KR_FAILED : kr__bool(r);
}

static Value view_len(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__from_int48((int64_t)len_of(vm, a[0]));
}

static KrTypeNo iterator_of(Value view) {
    switch (kr__layout_no(kr__ptr(view))) {
    case KR_T_DICT_KEYS: return KR_T_DICT_KEYITER;
    case KR_T_DICT_VALUES: return KR_T_DICT_VALUEITER;
    default: return KR_T_DICT_ITEMITER;
    }
}
static Value view_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dict_iter_new(vm, iterator_of(a[0]), dict_value(a[0]));
}
static Value view_reversed(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrTypeNo back = (KrTypeNo)(iterator_of(a[0]) + KR_T_DICT_REVKEYITER - KR_T_DICT_KEYITER);
    return kr__dict_iter_new(vm, back, dict_value(a[0]));
}

bool kr__dict_is_ordered(kr_vm *vm, Value dict) {
    if (kr__exact(dict, KR_T_DICT)) return false;
    const KrClassDef *def = kr__class_def(vm, kr__class_of(vm, dict));
    return def && strcmp(def->name, "collections.OrderedDict") == 0;
}

static Value show(kr_vm *vm, Value view) {
    Value list = kr__list_from(vm, view), text = kr__ok(list) ? kr__repr(vm, list) : list;
    bool ordered = kr__dict_is_ordered(vm, dict_value(view));
    return kr__ok(text) ? kr__text(vm, "%s%T(%S)", ordered ? "o" : "", view, text) : text;
}
static Value view_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "...", 3);
    Value r = show(vm, a[0]);
    kr__repr_leave(vm, &link);
    return r;
}

static Value get_mapping(kr_vm *vm, Value view) { return kr__proxy_new(vm, dict_value(view)); }

/* ---- comparing ---- */

/* Does b hold every member of a? */
static int all_in(kr_vm *vm, Value a, Value b) {
    Value it = kr__iter(vm, a);
    if (kr__failed(it)) return -1;
    for (;;) {
        Value item = kr__next(vm, it);
        if (kr__same(item, KR_END)) return 1;
        int r = kr__failed(item) ? -1 : kr__contains(vm, b, item);
        if (r <= 0) return r;
    }
}

static Value compare(kr_vm *vm, Value *a, KrName op) {
    size_t n = len_of(vm, a[0]), m;
    int r;
    if (kr__is_set(vm, a[1])) {
        m = ((KrSet *)kr__ptr(a[1]))->used;
    } else if (is_set_view(a[1])) {
        m = len_of(vm, a[1]);
    } else {
        return KR_NOTIMPL_V;
    }
    switch (op) {
    case KR_N___eq__:
    case KR_N___ne__:
        r = n == m ? all_in(vm, a[0], a[1]) : 0;
        if (r >= 0 && op == KR_N___ne__) r = !r;
        break;
    case KR_N___lt__: r = n < m ? all_in(vm, a[0], a[1]) : 0; break;
    case KR_N___le__: r = n <= m ? all_in(vm, a[0], a[1]) : 0; break;
    case KR_N___gt__: r = n > m ? all_in(vm, a[1], a[0]) : 0; break;
    default: r = n >= m ? all_in(vm, a[1], a[0]) : 0; break;
    }
    return r < 0 ? KR_FAILED : kr__bool(r);
}
#define COMPARE(op)                                     \
    static Value view##op(kr_vm *vm, Value *a, int n) { \
        (void)n;                                        \
        return compare(vm, a, KR_N_##op);               \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

/* ---- set operations: one operand is a view, the other any iterable ---- */

static Value set_of(kr_vm *vm, Value v) { return kr__set_from(vm, KR_T_SET, v); }

static Value subtract(kr_vm *vm, Value x, Value y) {
    Value r = set_of(vm, x);
    return kr__ok(r) && kr__set_subtract(vm, kr__ptr(r), y) ? r : KR_FAILED;
}
static Value join(kr_vm *vm, Value x, Value y) {
    Value r = set_of(vm, x);
    return kr__ok(r) && kr__set_update(vm, kr__ptr(r), y) ? r : KR_FAILED;
}
static Value differ(kr_vm *vm, Value x, Value y) {
    Value r = set_of(vm, x);
    return kr__ok(r) && kr__set_symmetric(vm, kr__ptr(r), y) ? r : KR_FAILED;
}

typedef struct Common {
    Value view;
    KrSet *to;
} Common;
static bool add_common(kr_vm *vm, void *ud, Value item) {
    Common *c = ud;
    int r = has(vm, c->view, item);
    return r < 0 ? false : !r || kr__set_add(vm, c->to, item);
}
static Value intersect(kr_vm *vm, Value x, Value y) {
    if (!is_set_view(x)) {
        Value swap = x;
        x = y;
        y = swap;
    }
    size_t n = len_of(vm, x);
    if (kr__exact(y, KR_T_SET) && n <= ((KrSet *)kr__ptr(y))->used)
        return kr__set_intersect(vm, y, x);
    if (is_set_view(y) && len_of(vm, y) > n) {
        Value swap = x;
        x = y;
        y = swap;
    }
    Value r = kr__set_new(vm, KR_T_SET);
    if (kr__failed(r)) return r;
    Common c = {x, kr__ptr(r)};
    return kr__each(vm, y, add_common, &c) ? r : KR_FAILED;
}

#define OPERATOR(name, f)                                                                       \
    static Value view_##name(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a[0], a[1]); } \
    static Value view_r##name(kr_vm *vm, Value *a, int n) { return (void)n, f(vm, a[1], a[0]); }
OPERATOR(sub, subtract)
OPERATOR(and, intersect)
OPERATOR(xor, differ)
OPERATOR(or, join)

static Value view_isdisjoint(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value view = a[0], other = a[1];
    if (kr__same(view, other)) return kr__bool(!len_of(vm, view));
    bool sized = kr__is_set(vm, other) || is_set_view(other);
    size_t m = 0;
    if (sized && !kr__length(vm, other, &m)) return KR_FAILED;
    if (sized && m > len_of(vm, view)) {
        view = a[1];
        other = a[0];
    }
    Value it = kr__iter(vm, other);
    if (kr__failed(it)) return it;
    for (;;) {
        Value item = kr__next(vm, it);
        if (kr__same(item, KR_END)) return KR_TRUE_V;
        int r = kr__failed(item)    ? -1
                : is_set_view(view) ? has(vm, view, item)
                                    : kr__contains(vm, view, item);
        if (r) return r < 0 ? KR_FAILED : KR_FALSE_V;
    }
}

static const KrFnDef values_methods[] = {
    {"__repr__(self, /)", view_repr, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", view_iter, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", view_len, NULL, KR_DEF_SPECIAL},
    {"__reversed__(self, /)", view_reversed, "An iterator over the members, the last first.", 0},
    {0},
};
static const KrFnDef set_methods[] = {
    {"__repr__(self, /)", view_repr, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", view__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", view__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", view__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", view__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", view__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", view__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", view_iter, NULL, KR_DEF_SPECIAL},
    {"__sub__(self, value, /)", view_sub, NULL, KR_DEF_SPECIAL},
    {"__rsub__(self, value, /)", view_rsub, NULL, KR_DEF_SPECIAL},
    {"__and__(self, value, /)", view_and, NULL, KR_DEF_SPECIAL},
    {"__rand__(self, value, /)", view_rand, NULL, KR_DEF_SPECIAL},
    {"__xor__(self, value, /)", view_xor, NULL, KR_DEF_SPECIAL},
    {"__rxor__(self, value, /)", view_rxor, NULL, KR_DEF_SPECIAL},
    {"__or__(self, value, /)", view_or, NULL, KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", view_ror, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", view_len, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", view_contains, NULL, KR_DEF_SPECIAL},
    {"isdisjoint(self, other, /)", view_isdisjoint, "Have the two no member in common?", 0},
    {"__reversed__(self, /)", view_reversed, "An iterator over the members, the last first.", 0},
    {0},
};
static const KrGetSet getset[] = {
    {"mapping", get_mapping, NULL, "The dict, read-only."},
    {0},
};
const KrTypeDef kr__def_dict_keys = {
    .number = KR_T_DICT_KEYS, .methods = set_methods, .getset = getset};
const KrTypeDef kr__def_dict_values = {
    .number = KR_T_DICT_VALUES, .methods = values_methods, .getset = getset};
const KrTypeDef kr__def_dict_items = {
    .number = KR_T_DICT_ITEMS, .methods = set_methods, .getset = getset};

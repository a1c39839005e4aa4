/* SPDX-License-Identifier: MIT
 * dict_methods.c: the class dict: its methods over the storage of dict.c. */
#include "types/dict_index.h"
#include "types/dictview.h"
#include "types/seq.h"
#include "types/set.h"
#include "types/type.h"

KR_INLINE KrDict *self_of(Value v) { return kr__ptr(v); }

/* ---- making ---- */

static Value dict_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__same(a[0], kr__type(vm, KR_T_DICT))) return kr__dict_new(vm);
    return kr__instance_new(vm, a[0]);
}

/* __init__ and update: at most one mapping or iterable of pairs, then keywords. a: self, kwargs,
 * args … */
static Value fill(kr_vm *vm, Value *a, int n, const char *name) {
    if (n > 3) return kr__raise_type(vm, "%s expected at most 1 argument, got %d", name, n - 2);
    KrDict *d = self_of(a[0]);
    if (n == 3 && !kr__dict_update(vm, d, a[2])) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__dict_merge(vm, d, a[1], true)) return KR_FAILED;
    return KR_NONE_V;
}
static Value dict_init(kr_vm *vm, Value *a, int n) { return fill(vm, a, n, "dict"); }
static Value dict_update(kr_vm *vm, Value *a, int n) { return fill(vm, a, n, "update"); }

static Value dict_make(kr_vm *vm, Value *a, int n) {
    if (n > 1) return KR_END;
    if (n && kr__exact(a[0], KR_T_DICT)) return kr__dict_copy(vm, self_of(a[0]));
    Value d = kr__dict_new(vm);
    return kr__failed(d) || !n || kr__dict_update(vm, self_of(d), a[0]) ? d : KR_FAILED;
}

typedef struct FromKeys {
    Value dict, value;
} FromKeys;
static bool add_key(kr_vm *vm, void *ud, Value key) {
    FromKeys *f = ud;
    return kr__dict_set(vm, kr__ptr(f->dict), key, f->value);
}
static bool set_key(kr_vm *vm, void *ud, Value key) {
    FromKeys *f = ud;
    return kr__set_item(vm, f->dict, key, f->value);
}
/* The keys of a set or a dict have been asked for their hashes already. */
static bool add_set(kr_vm *vm, FromKeys *f, const KrSet *s) {
    size_t pos = 0;
    for (KrSetKey k; kr__set_next_key(s, &pos, &k);)
        if (!kr__poll(vm) || !kr__dict_set_hashed(vm, kr__ptr(f->dict), k.key, k.fold, f->value))
            return false;
    return true;
}
static bool add_dict(kr_vm *vm, FromKeys *f, KrDict *from) {
    size_t pos = 0;
    uint32_t h;
    for (Value k, v; kr__dict_next(vm, from, &pos, &k, &v);) {
        if (!kr__poll(vm) || !kr__dict_hash_at(vm, from, pos, k, &h)) return false;
        if (!kr__dict_set_hashed(vm, kr__ptr(f->dict), k, h, f->value)) return false;
    }
    return true;
}
static Value dict_fromkeys(kr_vm *vm, Value *a, int n) {
    (void)n;
    FromKeys f = {kr__call0(vm, a[0]), kr__ok(a[2]) ? a[2] : KR_NONE_V};
    if (kr__failed(f.dict)) return f.dict;
    bool plain = kr__exact(f.dict, KR_T_DICT);
    if (plain && kr__exact(a[1], KR_T_DICT))
        return add_dict(vm, &f, kr__ptr(a[1])) ? f.dict : KR_FAILED;
    if (plain && (kr__exact(a[1], KR_T_SET) || kr__exact(a[1], KR_T_FROZENSET)))
        return add_set(vm, &f, kr__ptr(a[1])) ? f.dict : KR_FAILED;
    return kr__each(vm, a[1], plain ? add_key : set_key, &f) ? f.dict : KR_FAILED;
}

/* ---- items ---- */

static Value dict_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__from_int48((int64_t)kr__dict_len(vm, self_of(a[0])));
}

static Value dict_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    int r = kr__dict_find(vm, self_of(a[0]), a[1], &v);
    if (r) return r > 0 ? v : KR_FAILED;
    if (!kr__exact(a[0], KR_T_DICT)) {
        Value missing = kr__call_special(vm, a[0], KR_N___missing__, &a[1], 1);
        if (kr__ok(missing) || kr__pending(vm)) return missing;
    }
    return kr__raise_key(vm, a[1]);
}

static Value dict_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__dict_set(vm, self_of(a[0]), a[1], a[2]) ? KR_NONE_V : KR_FAILED;
}

static Value dict_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int r = kr__dict_delete(vm, self_of(a[0]), a[1], NULL);
    if (r > 0) return KR_NONE_V;
    return r ? KR_FAILED : kr__raise_key(vm, a[1]);
}

static Value dict_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    int r = kr__dict_find(vm, self_of(a[0]), a[1], &v);
    return r < 0 ? KR_FAILED : kr__bool(r);
}

static Value dict_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    int r = kr__dict_find(vm, self_of(a[0]), a[1], &v);
    if (r) return r > 0 ? v : KR_FAILED;
    return kr__ok(a[2]) ? a[2] : KR_NONE_V;
}

static Value dict_setdefault(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDict *d = self_of(a[0]);
    Value v, dflt = kr__ok(a[2]) ? a[2] : KR_NONE_V;
    uint32_t h;
    if (!kr__dict_hash(vm, a[1], &h)) return KR_FAILED;
    int r = kr__dict_find_hashed(vm, d, a[1], h, &v);
    if (r) return r > 0 ? v : KR_FAILED;
    bool ok = kr__dict_is_view(d) ? kr__dict_set_hashed(vm, d, a[1], h, dflt)
                                  : kr__dict_add_hashed(vm, d, a[1], h, dflt);
    return ok ? dflt : KR_FAILED;
}

static Value dict_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    /* An empty dict does not ask the key for its hash. */
    int r = kr__dict_len(vm, self_of(a[0])) ? kr__dict_delete(vm, self_of(a[0]), a[1], &v) : 0;
    if (r) return r > 0 ? v : KR_FAILED;
    return kr__ok(a[2]) ? a[2] : kr__raise_key(vm, a[1]);
}

static Value dict_popitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrDict *d = self_of(a[0]);
    size_t pos;
    Value pair[2];
    if (!kr__dict_last(vm, d, &pos, &pair[0], &pair[1]))
        return kr__raise(vm, KR_T_X_KEYERROR, "popitem(): dictionary is empty");
    Value t = kr__tuple_new(vm, pair, 2);
    if (kr__failed(t)) return t;
    if (!kr__dict_is_view(d)) {
        kr__dict_drop(vm, d, pos);
    } else if (kr__owner_delete(vm, d, pair[0], NULL) < 0) {
        return KR_FAILED;
    }
    return t;
}

static Value dict_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__owner_leave(vm, self_of(a[0]))) return KR_FAILED;
    kr__dict_clear(vm, self_of(a[0]));
    return KR_NONE_V;
}

static Value dict_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__dict_copy(vm, self_of(a[0]));
}

/* ---- comparing and showing ---- */

/* 1 equal, 0 not, -1 failed. Values are compared with Python's ==, which may change either dict. */
static int equal(kr_vm *vm, KrDict *d, KrDict *e) {
    if (kr__dict_len(vm, d) != kr__dict_len(vm, e)) return 0;
    size_t pos = 0, steps = 0;
    Value k, v, w;
    while (kr__dict_next(vm, d, &pos, &k, &v)) {
        uint32_t h;
        if (!kr__dict_hash_at(vm, d, pos, k, &h)) return -1;
        int r = kr__dict_find_hashed(vm, e, k, h, &w);
        if (r <= 0) return r;
        r = kr__equal(vm, v, w);
        if (r <= 0) return r;
        if ((++steps & 1023) == 0 && !kr__poll(vm)) return -1;
    }
    return 1;
}

static Value compare(kr_vm *vm, Value *a, bool want) {
    if (!kr__has_kind(vm, a[1], KR_K_DICT)) return KR_NOTIMPL_V;
    int r = equal(vm, self_of(a[0]), self_of(a[1]));
    return r < 0 ? KR_FAILED : kr__bool(r == want);
}
static Value dict_eq(kr_vm *vm, Value *a, int n) { return (void)n, compare(vm, a, true); }
static Value dict_ne(kr_vm *vm, Value *a, int n) { return (void)n, compare(vm, a, false); }
static Value no_order(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, KR_NOTIMPL_V;
}

static bool repr_pairs(kr_vm *vm, KrDict *d, KrList *pieces) {
    size_t pos = 0, steps = 0;
    Value k, v;
    while (kr__dict_next(vm, d, &pos, &k, &v)) {
        Value s = kr__repr(vm, k), t = kr__ok(s) ? kr__repr(vm, v) : s;
        if (kr__failed(t) || kr__failed(s = kr__text(vm, "%S: %S", s, t)) ||
            !kr__list_append(vm, pieces, s))
            return false;
        if ((++steps & 1023) == 0 && !kr__poll(vm)) return false;
    }
    return true;
}

static Value dict_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__dict_len(vm, self_of(a[0]))) return kr__intern(vm, "{}", 2);
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "{...}", 5);
    Value pieces = kr__list_new(vm, NULL, 0), r = KR_FAILED;
    if (kr__ok(pieces) && repr_pairs(vm, self_of(a[0]), kr__ptr(pieces)))
        r = kr__pieces_join(vm, kr__ptr(pieces), "{", ", ", "}");
    kr__repr_leave(vm, &link);
    return r;
}

/* ---- operators ---- */

static Value merged(kr_vm *vm, Value left, Value right) {
    if (!kr__has_kind(vm, left, KR_K_DICT) || !kr__has_kind(vm, right, KR_K_DICT))
        return KR_NOTIMPL_V;
    Value r = kr__dict_copy(vm, self_of(left));
    return kr__ok(r) && kr__dict_update(vm, self_of(r), right) ? r : KR_FAILED;
}
static Value dict_or(kr_vm *vm, Value *a, int n) { return (void)n, merged(vm, a[0], a[1]); }
static Value dict_ror(kr_vm *vm, Value *a, int n) { return (void)n, merged(vm, a[1], a[0]); }
static Value dict_ior(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__dict_update(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}

static Value dict_keys(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dictview_new(vm, KR_T_DICT_KEYS, a[0]);
}
static Value dict_values(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dictview_new(vm, KR_T_DICT_VALUES, a[0]);
}
static Value dict_items(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dictview_new(vm, KR_T_DICT_ITEMS, a[0]);
}
static Value dict_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dict_iter_new(vm, KR_T_DICT_KEYITER, a[0]);
}
static Value dict_reversed(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__dict_iter_new(vm, KR_T_DICT_REVKEYITER, a[0]);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", dict_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", dict_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", dict_repr, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", dict_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", dict_ne, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", dict_iter, NULL, KR_DEF_SPECIAL},
    {"__or__(self, value, /)", dict_or, NULL, KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", dict_ror, NULL, KR_DEF_SPECIAL},
    {"__ior__(self, value, /)", dict_ior, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", dict_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", dict_getitem, "The value of key.", 0},
    {"__setitem__(self, key, value, /)", dict_setitem, NULL, KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", dict_delitem, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", dict_contains, "Is there such a key?", 0},
    {"get(self, key, default=None, /)", dict_get, "The value of key, or default.", 0},
    {"setdefault(self, key, default=None, /)", dict_setdefault,
     "The value of key, which is set to default when there is none.", 0},
    {"pop(self, key, default=<unrepresentable>, /)", dict_pop,
     "Takes key out and returns its value, or default.\n\nRaises KeyError when there is neither.",
     0},
    {"popitem(self, /)", dict_popitem,
     "Takes out the last pair and returns it.\n\nRaises KeyError when the dict is empty.", 0},
    {"keys(self, /)", dict_keys, "A view of the keys.", 0},
    {"items(self, /)", dict_items, "A view of the pairs.", 0},
    {"values(self, /)", dict_values, "A view of the values.", 0},
    {"update(self, /, *args, **kwargs)", dict_update,
     "Takes over the pairs of a mapping or iterable, then those given by keyword.", 0},
    {"fromkeys(cls, iterable, value=None, /)", dict_fromkeys,
     "A new dict with the keys of iterable, all with one value.", KR_DEF_CLASSMETHOD},
    {"clear(self, /)", dict_clear, "Removes all pairs.", 0},
    {"copy(self, /)", dict_copy, "A new dict of the same pairs.", 0},
    {"__reversed__(self, /)", dict_reversed, "An iterator over the keys, the last first.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {0},
};
const KrTypeDef kr__def_dict = {
    .number = KR_T_DICT,
    .doc = "dict() -> an empty dictionary\n"
           "dict(mapping) -> the pairs of a mapping\n"
           "dict(iterable) -> the pairs that iterable gives\n"
           "dict(**kwargs) -> name and value of each keyword",
    .methods = methods,
    .make = dict_make,
};

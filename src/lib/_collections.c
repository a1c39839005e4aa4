/* SPDX-License-Identifier: MIT
 * _collections.c: the module _collections: defaultdict, OrderedDict, _tuplegetter, _count_elements; deque stands in
 * _collections_deque.c. An OrderedDict is a dict, whose entries stand in order anyway; what differs is said here. */
#include "lib/_collections.h"

#include <string.h>

#include "lib/modules.h"
#include "types/dict_index.h"
#include "types/dictview.h"
#include "types/module.h"
#include "types/seq.h"

/* ---- defaultdict ---- */

typedef struct DefaultDict {
    KrDict dict;
    Slot factory; /* 0: none */
} DefaultDict;
static const KrClassDef defaultdict_def;

static Value factory_of(Value self) {
    Slot f = ((DefaultDict *)kr__ptr(self))->factory;
    return f.bits ? kr__slot_value(f) : KR_NONE_V;
}
static Value dd_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__instance_new(vm, a[0]);
}
static Value dd_init(kr_vm *vm, Value *a, int n) { /* self, kwargs, factory, the dict's arguments */
    DefaultDict *d = kr__ptr(a[0]);
    Value factory = n > 2 ? a[2] : KR_NONE_V;
    if (!kr__is_none(factory) && !kr__ok(kr__special(vm, factory, KR_N___call__)))
        return kr__raise_type(vm, "first argument must be callable or None");
    if (n > 4) return kr__raise_type(vm, "dict expected at most 1 argument, got %d", n - 3);
    kr__store(vm, d, &d->factory, kr__is_none(factory) ? KR_NO_SLOT : kr__ref_slot(factory));
    if (n == 4 && !kr__dict_update(vm, &d->dict, a[3])) return KR_FAILED;
    if (kr__ok(a[1]) && !kr__dict_merge(vm, &d->dict, a[1], true)) return KR_FAILED;
    return KR_NONE_V;
}
static Value dd_missing(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = factory_of(a[0]);
    if (kr__is_none(f)) return kr__raise_key(vm, a[1]);
    Value v = kr__call0(vm, f);
    return kr__ok(v) && kr__set_item(vm, a[0], a[1], v) ? v : KR_FAILED;
}
static Value dd_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__call2(vm, kr__class_of(vm, a[0]), factory_of(a[0]), a[0]);
}
static Value dd_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value f = factory_of(a[0]),
          items = kr__call_method(vm, a[0], kr__name(vm, KR_N_items), NULL, 0);
    Value it = kr__ok(items) ? kr__iter(vm, items) : KR_FAILED;
    if (kr__failed(it)) return it;
    Value parts[5] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, &f, kr__is_none(f) ? 0 : 1),
                      KR_NONE_V, KR_NONE_V, it};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 5) : KR_FAILED;
}
/* dict's own method of a name, called with self. */
static Value dict_method(kr_vm *vm, KrName name, Value self) {
    Value f = kr__special_of(vm, kr__type(vm, KR_T_DICT), name);
    return kr__call1(vm, f, self);
}
static Value dd_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value base = dict_method(vm, KR_N___repr__, a[0]), f = factory_of(a[0]);
    if (kr__failed(base)) return base;
    KrReprLink link;
    Value shown = KR_FAILED;
    if (kr__is_none(f)) {
        shown = kr__repr(vm, f);
    } else if (!kr__repr_enter(vm, &link, f)) {
        shown = kr__intern(vm, "...", 3);
    } else {
        shown = kr__repr(vm, f);
        kr__repr_leave(vm, &link);
    }
    return kr__ok(shown) ? kr__text(vm, "%S(%S, %S)", kr__short_name(vm, a[0]), shown, base)
                         : KR_FAILED;
}
static Value dd_merged(kr_vm *vm, Value maker, Value left, Value right) {
    if (!kr__has_kind(vm, left, KR_K_DICT) || !kr__has_kind(vm, right, KR_K_DICT))
        return KR_NOTIMPL_V;
    Value r = kr__call2(vm, kr__class_of(vm, maker), factory_of(maker), left);
    if (kr__failed(r)) return r;
    return kr__dict_update(vm, kr__ptr(r), right) ? r : KR_FAILED;
}
static Value dd_or(kr_vm *vm, Value *a, int n) { return (void)n, dd_merged(vm, a[0], a[0], a[1]); }
static Value dd_ror(kr_vm *vm, Value *a, int n) { return (void)n, dd_merged(vm, a[0], a[1], a[0]); }
static Value get_factory(kr_vm *vm, Value self) { return (void)vm, factory_of(self); }
static bool set_factory(kr_vm *vm, Value self, Value v) {
    DefaultDict *d = kr__ptr(self);
    kr__store(vm, d, &d->factory,
              !kr__ok(v) || kr__is_none(v) || !kr__is_ref(v) ? KR_NO_SLOT : kr__ref_slot(v));
    return true;
}
static const KrFnDef defaultdict_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", dd_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", dd_init, NULL, KR_DEF_SPECIAL},
    {"__missing__(self, key, /)", dd_missing,
     "Sets and returns what default_factory gives; KeyError without one.", 0},
    {"__repr__(self, /)", dd_repr, NULL, KR_DEF_SPECIAL},
    {"__or__(self, value, /)", dd_or, NULL, KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", dd_ror, NULL, KR_DEF_SPECIAL},
    {"copy(self, /)", dd_copy, "D.copy() -> a shallow copy of D.", 0},
    {"__copy__(self, /)", dd_copy, "D.copy() -> a shallow copy of D.", 0},
    {"__reduce__(self, /)", dd_reduce, "Return state information for pickling.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet defaultdict_getset[] = {
    {"default_factory", get_factory, set_factory,
     "Factory for default value called by __missing__()."},
    {NULL, NULL, NULL, NULL},
};
static const KrClassDef defaultdict_def = {
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe "
           "factory is called without "
           "arguments for a key that is missing.",
    .base = KR_T_DICT,
    .kind = KR_K_DICT,
    .flags = KR_TF_BASE,
    .size = sizeof(DefaultDict),
    .slots = KR_AT(DefaultDict, factory),
    .methods = defaultdict_rows,
    .getset = defaultdict_getset,
};

/* ---- OrderedDict ---- */

static const KrClassDef ordered_def;
static bool is_ordered(kr_vm *vm, Value v) { return kr__is_host(vm, v, &ordered_def); }
static bool exact_ordered(kr_vm *vm, Value v) {
    return kr__type_ptr(kr__class_of(vm, v))->flags & KR_TF_HOST && is_ordered(vm, v);
}

static Value od_new(kr_vm *vm, Value *a, int n) { return dd_new(vm, a, n); }

static bool set_pair(kr_vm *vm, void *ud, Value pair) {
    Value t = kr__tuple_from(vm, pair);
    if (kr__failed(t)) return false;
    uint32_t n = kr__seq_len(kr__ptr(t));
    if (n != 2)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               n < 2 ? "need more than %u value%s to unpack"
                                     : "too many values to unpack (expected 2)",
                               n, n == 1 ? "" : "s");
    return kr__set_item(vm, *(Value *)ud, kr__tuple_get(kr__ptr(t), 0),
                        kr__tuple_get(kr__ptr(t), 1));
}
typedef struct FromKeys {
    Value to, from;
} FromKeys;
static bool set_key(kr_vm *vm, void *ud, Value key) {
    FromKeys *f = ud;
    Value v = kr__get_item(vm, f->from, key);
    return kr__ok(v) && kr__set_item(vm, f->to, key, v);
}
/* MutableMapping.update: a mapping by its keys(), pairs else. */
static bool update_from(kr_vm *vm, Value self, Value other) {
    if (kr__exact(other, KR_T_DICT)) {
        Value items = kr__call_method(vm, other, kr__name(vm, KR_N_items), NULL, 0);
        return kr__ok(items) && kr__each(vm, items, set_pair, &self);
    }
    Value keys;
    int found = kr__getattr_opt(vm, other, kr__name(vm, KR_N_keys), &keys);
    if (found < 0) return false;
    if (found) {
        FromKeys f = {self, other};
        keys = kr__call0(vm, keys);
        return kr__ok(keys) && kr__each(vm, keys, set_key, &f);
    }
    found = kr__getattr_opt(vm, other, kr__name(vm, KR_N_items), &keys);
    if (found < 0) return false;
    Value pairs = found ? kr__call0(vm, keys) : other;
    return kr__ok(pairs) && kr__each(vm, pairs, set_pair, &self);
}
static Value od_update(kr_vm *vm, Value *a, int n) { /* self, kwargs, at most one more */
    if (n > 3)
        return kr__raise_type(vm, "update() takes at most 1 positional argument (%d given)", n - 2);
    if (n == 3 && !update_from(vm, a[0], a[2])) return KR_FAILED;
    if (kr__ok(a[1]) && kr__dict_len(vm, kr__ptr(a[1])) && !update_from(vm, a[0], a[1]))
        return KR_FAILED;
    return KR_NONE_V;
}
static Value od_init(kr_vm *vm, Value *a, int n) {
    if (n > 3) return kr__raise_type(vm, "expected at most 1 arguments, got %d", n - 2);
    return od_update(vm, a, n);
}
static Value od_popitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    int last = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 1;
    KrDict *d = kr__ptr(a[0]);
    size_t pos = 0;
    Value pair[2];
    if (last < 0) return KR_FAILED;
    if (last ? !kr__dict_last(vm, d, &pos, &pair[0], &pair[1])
             : !kr__dict_next(vm, d, &pos, &pair[0], &pair[1]))
        return kr__raise(vm, KR_T_X_KEYERROR, "dictionary is empty");
    Value t = kr__tuple_new(vm, pair, 2);
    if (kr__failed(t)) return t;
    kr__dict_drop(vm, d, last ? pos : pos - 1);
    return t;
}
/* The pair is put behind the others; with `front` those that stood before it then follow it. */
static Value od_move(kr_vm *vm, Value *a, int n) {
    (void)n;
    int last = kr__ok(a[2]) ? kr__truth(vm, a[2]) : 1;
    KrDict *d = kr__ptr(a[0]);
    uint32_t h;
    if (last < 0 || !kr__dict_hash(vm, a[1], &h)) return KR_FAILED;
    int64_t i = d->entries ? kr__dict_lookup(vm, d, a[1], h) : -1;
    if (i < 0) return i == -1 ? kr__raise_key(vm, a[1]) : KR_FAILED;
    Value key = kr__dict_key_at(d, (size_t)i), v = kr__dict_value_at(d, (size_t)i), k, x;
    size_t pos = 0;
    if (last) {
        if ((size_t)i + 1 == d->fill) return KR_NONE_V;
        kr__dict_drop(vm, d, (size_t)i);
        return kr__dict_add_hashed(vm, d, key, h, v) ? KR_NONE_V : KR_FAILED;
    }
    Value copy = kr__dict_new_sized(vm, d->live);
    if (kr__failed(copy) || !kr__dict_add_hashed(vm, kr__ptr(copy), key, h, v)) return KR_FAILED;
    while (kr__dict_next(vm, d, &pos, &k, &x)) {
        if (pos - 1 == (size_t)i) continue;
        uint32_t kh = kr__entry_hash(kr__dict_at(d, pos - 1));
        if (!kr__dict_add_hashed(vm, kr__ptr(copy), k, kh, x)) return KR_FAILED;
    }
    pos = 0;
    kr__dict_clear(vm, d);
    if (!kr__dict_reserve(vm, d, ((KrDict *)kr__ptr(copy))->live)) return KR_FAILED;
    while (kr__dict_next(vm, kr__ptr(copy), &pos, &k, &x))
        if (!kr__dict_add_hashed(vm, d, k, kr__entry_hash(kr__dict_at(kr__ptr(copy), pos - 1)), x))
            return KR_FAILED;
    return KR_NONE_V;
}
static Value od_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value copy = kr__call0(vm, kr__class_of(vm, a[0]));
    if (kr__failed(copy)) return copy;
    if (exact_ordered(vm, a[0])) return kr__dict_update(vm, kr__ptr(copy), a[0]) ? copy : KR_FAILED;
    Value key, keys = kr__list_from(vm, a[0]);
    for (size_t i = 0; kr__ok(keys) && i < ((KrList *)kr__ptr(keys))->len; i++) {
        key = kr__list_get(kr__ptr(keys), i);
        Value v = kr__get_item(vm, a[0], key);
        if (kr__failed(v) || !kr__set_item(vm, copy, key, v)) return KR_FAILED;
    }
    return kr__ok(keys) ? copy : KR_FAILED;
}
typedef struct Fill {
    Value dict, value;
} Fill;
static bool fill_key(kr_vm *vm, void *ud, Value key) {
    Fill *f = ud;
    return kr__set_item(vm, f->dict, key, f->value);
}
static Value od_fromkeys(kr_vm *vm, Value *a, int n) {
    (void)n;
    Fill f = {kr__call0(vm, a[0]), kr__ok(a[2]) ? a[2] : KR_NONE_V};
    return kr__ok(f.dict) && kr__each(vm, a[1], fill_key, &f) ? f.dict : KR_FAILED;
}
static Value od_setdefault(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value dflt = kr__ok(a[2]) ? a[2] : KR_NONE_V;
    int r = kr__contains(vm, a[0], a[1]);
    if (r < 0) return KR_FAILED;
    if (r) return kr__get_item(vm, a[0], a[1]);
    return kr__set_item(vm, a[0], a[1], dflt) ? dflt : KR_FAILED;
}
static Value od_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v;
    int r = kr__dict_delete(vm, kr__ptr(a[0]), a[1], &v);
    if (r) return r > 0 ? v : KR_FAILED;
    return kr__ok(a[2]) ? a[2] : kr__raise_key(vm, a[1]);
}
static Value od_items_list(kr_vm *vm, Value self) {
    Value items = kr__call_method(vm, self, kr__name(vm, KR_N_items), NULL, 0);
    return kr__ok(items) ? kr__list_from(vm, items) : KR_FAILED;
}
static Value od_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__dict_len(vm, kr__ptr(a[0]))) return kr__text(vm, "%S()", kr__short_name(vm, a[0]));
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "...", 3);
    Value list = od_items_list(vm, a[0]), text = kr__ok(list) ? kr__repr(vm, list) : KR_FAILED;
    kr__repr_leave(vm, &link);
    return kr__ok(text) ? kr__text(vm, "%S(%S)", kr__short_name(vm, a[0]), text) : KR_FAILED;
}
static Value od_compare(kr_vm *vm, Value *a, bool want) {
    if (!kr__has_kind(vm, a[1], KR_K_DICT)) return KR_NOTIMPL_V;
    Value args[2] = {a[0], a[1]};
    Value r = kr__call(vm, kr__special_of(vm, kr__type(vm, KR_T_DICT), KR_N___eq__), args, 2);
    if (kr__failed(r) || !kr__is_bool(r)) return r;
    if (kr__is_true(r) && is_ordered(vm, a[1])) {
        Value x = kr__list_from(vm, a[0]), y = kr__ok(x) ? kr__list_from(vm, a[1]) : KR_FAILED;
        int same = kr__ok(y) ? kr__equal(vm, x, y) : -1;
        if (same < 0) return KR_FAILED;
        r = kr__bool(same);
    }
    return kr__bool(kr__is_true(r) == want);
}
static Value od_eq(kr_vm *vm, Value *a, int n) { return (void)n, od_compare(vm, a, true); }
static Value od_ne(kr_vm *vm, Value *a, int n) { return (void)n, od_compare(vm, a, false); }
static Value od_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value name = kr__name(vm, KR_N___getstate__), items;
    Value state = kr__call_method(vm, a[0], name, NULL, 0);
    items =
        kr__ok(state) ? kr__call_method(vm, a[0], kr__name(vm, KR_N_items), NULL, 0) : KR_FAILED;
    Value it = kr__ok(items) ? kr__iter(vm, items) : KR_FAILED;
    if (kr__failed(it)) return it;
    Value parts[5] = {kr__class_of(vm, a[0]), vm->empty_tuple, state, KR_NONE_V, it};
    return kr__tuple_new(vm, parts, 5);
}
static Value od_merged(kr_vm *vm, Value self, Value left, Value right) {
    if (!kr__has_kind(vm, left, KR_K_DICT) || !kr__has_kind(vm, right, KR_K_DICT))
        return KR_NOTIMPL_V;
    Value r = kr__call1(vm, kr__class_of(vm, self), left);
    return kr__ok(r) && update_from(vm, r, right) ? r : KR_FAILED;
}
static Value od_or(kr_vm *vm, Value *a, int n) { return (void)n, od_merged(vm, a[0], a[0], a[1]); }
static Value od_ror(kr_vm *vm, Value *a, int n) { return (void)n, od_merged(vm, a[0], a[1], a[0]); }
static Value od_ior(kr_vm *vm, Value *a, int n) {
    return (void)n, update_from(vm, a[0], a[1]) ? a[0] : KR_FAILED;
}

static const KrFnDef ordered_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", od_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", od_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", od_repr, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", od_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", od_ne, NULL, KR_DEF_SPECIAL},
    {"__or__(self, value, /)", od_or, NULL, KR_DEF_SPECIAL},
    {"__ror__(self, value, /)", od_ror, NULL, KR_DEF_SPECIAL},
    {"__ior__(self, value, /)", od_ior, NULL, KR_DEF_SPECIAL},
    {"fromkeys(cls, /, iterable, value=None)", od_fromkeys,
     "Create a new ordered dictionary with keys from iterable and values set to value.",
     KR_DEF_CLASSMETHOD},
    {"setdefault(self, /, key, default=None)", od_setdefault,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for "
     "key if key is in the "
     "dictionary, else default.",
     0},
    {"pop(self, /, key, default=<unrepresentable>)", od_pop,
     "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.", 0},
    {"popitem(self, /, last=True)", od_popitem,
     "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO "
     "order if last is true or "
     "FIFO order if false.",
     0},
    {"move_to_end(self, /, key, last=True)", od_move,
     "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if "
     "the element does not exist.",
     0},
    {"update(self, /, *args, **kwargs)", od_update,
     "Takes over the pairs of a mapping or iterable, then the keywords.", 0},
    {"copy(self, /)", od_copy, "od.copy() -> a shallow copy of od", 0},
    {"__reduce__(self, /)", od_reduce, "Return state information for pickling", 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef ordered_def = {
    .name = "collections.OrderedDict",
    .doc = "Dictionary that remembers insertion order",
    .base = KR_T_DICT,
    .kind = KR_K_DICT,
    .flags = KR_TF_BASE | KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
    .size = sizeof(KrDict),
    .methods = ordered_rows,
};

/* ---- _tuplegetter: what named tuples have for properties ---- */

typedef struct TupleGetter {
    KrObj head;
    uint32_t index;
    Value doc;
} TupleGetter;

static Value tg_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    TupleGetter *g = kr__ptr(v);
    g->index = (uint32_t)i;
    g->doc = a[2];
    return v;
}
static Value tg_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    TupleGetter *g = kr__ptr(a[0]);
    if (!kr__ok(a[1]) || kr__is_none(a[1])) return a[0];
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE))
        return kr__raise_type(
            vm, "descriptor for index '%d' for tuple subclasses doesn't apply to '%T' object",
            (int)g->index, a[1]);
    const KrTuple *t = kr__ptr(a[1]);
    return g->index < t->len ? kr__tuple_get(t, g->index)
                             : kr__raise(vm, KR_T_X_INDEXERROR, "tuple index out of range");
}
static Value tg_set(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "can't set attribute");
}
static Value tg_delete(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "can't delete attribute");
}
static Value tg_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    TupleGetter *g = kr__ptr(a[0]);
    return kr__text(vm, "%S(%d, %R)", kr__short_name(vm, a[0]), (int)g->index, g->doc);
}
static Value tg_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    TupleGetter *g = kr__ptr(a[0]);
    Value args[2] = {kr__from_int48(g->index), g->doc},
          parts[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, args, 2)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static Value tg_doc(kr_vm *vm, Value self) { return (void)vm, ((TupleGetter *)kr__ptr(self))->doc; }
static bool tg_set_doc(kr_vm *vm, Value self, Value v) {
    TupleGetter *g = kr__ptr(self);
    g->doc = kr__ok(v) ? v : KR_NONE_V;
    kr__barrier(vm, g);
    return true;
}
static const KrFnDef getter_rows[] = {
    {"__new__(cls, index, doc, /)", tg_new, NULL, KR_DEF_NEW},
    {"__get__(self, instance, owner=None, /)", tg_get, NULL, KR_DEF_SPECIAL},
    {"__set__(self, instance, value, /)", tg_set, NULL, KR_DEF_SPECIAL},
    {"__delete__(self, instance, /)", tg_delete, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", tg_repr, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", tg_reduce, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet getter_getset[] = {{"__doc__", tg_doc, tg_set_doc, NULL},
                                         {NULL, NULL, NULL, NULL}};
static const KrClassDef getter_def = {
    .name = "collections._tuplegetter",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE,
    .size = sizeof(TupleGetter),
    .values = KR_AT(TupleGetter, doc),
    .methods = getter_rows,
    .getset = getter_getset,
};

/* ---- _count_elements ---- */

typedef struct Counting {
    Value mapping, get;
    bool plain;
} Counting;

static bool count_one(kr_vm *vm, void *ud, Value key) {
    Counting *c = ud;
    Value now, one = kr__from_int48(1), zero = kr__from_int48(0);
    if (c->plain) {
        uint32_t h;
        KrDict *d = kr__ptr(c->mapping);
        if (!kr__dict_hash(vm, key, &h)) return false;
        int r = kr__dict_find_hashed(vm, d, key, h, &now);
        if (r < 0) return false;
        now = kr__binary(vm, r ? now : zero, one, KR_N___add__);
        return kr__ok(now) && kr__dict_set_hashed(vm, d, key, h, now);
    }
    now = kr__call2(vm, c->get, key, zero);
    if (kr__ok(now)) now = kr__binary(vm, now, one, KR_N___add__);
    return kr__ok(now) && kr__set_item(vm, c->mapping, key, now);
}
/* The class uses dict's own method of this name. */
static bool uses_dicts(kr_vm *vm, Value cls, KrName name) {
    return kr__same(kr__type_lookup(vm, cls, kr__name(vm, name)),
                    kr__type_lookup(vm, kr__type(vm, KR_T_DICT), kr__name(vm, name)));
}
static Value count_elements(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value cls = kr__class_of(vm, a[0]);
    Counting c = {.mapping = a[0],
                  .plain = kr__has_kind(vm, a[0], KR_K_DICT) && uses_dicts(vm, cls, KR_N_get) &&
                           uses_dicts(vm, cls, KR_N___setitem__)};
    c.get = c.plain ? KR_NONE_V : kr__getattr(vm, a[0], kr__name(vm, KR_N_get));
    return kr__ok(c.get) && kr__each(vm, a[1], count_one, &c) ? KR_NONE_V : KR_FAILED;
}

static const KrFnDef functions[] = {
    {"_count_elements(mapping, iterable, /)", count_elements,
     "_count_elements(mapping, iterable) -> None\n\nCount elements in the iterable, updating the "
     "mapping",
     0},
    {NULL, NULL, NULL, 0},
};

static bool add_class(kr_vm *vm, Value m, const char *name, const KrClassDef *def) {
    Value cls = kr__class_new(vm, def);
    return kr__ok(cls) && kr__module_add(vm, m, name, cls);
}
static bool init(kr_vm *vm, Value m) {
    return kr__deque_init(vm, m) && add_class(vm, m, "defaultdict", &defaultdict_def) &&
           add_class(vm, m, "OrderedDict", &ordered_def) &&
           add_class(vm, m, "_tuplegetter", &getter_def);
}

const KrModuleDef kr__module__collections = {
    .name = "_collections",
    .doc = "High performance data structures: deque, defaultdict, OrderedDict.",
    .functions = functions,
    .init = init,
    .trace = kr__collections_trace,
    .free = kr__collections_free,
};

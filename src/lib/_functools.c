/* SPDX-License-Identifier: MIT
 * _functools.c: the module _functools: partial, reduce, cmp_to_key, _lru_cache_wrapper. Calls through partial and a cache
 * are given to the machine to do next, so they stand on no C stack. */
#include <string.h>

#include "lib/modules.h"
#include "types/dict_index.h"
#include "types/function.h"
#include "types/host.h"
#include "types/module.h"
#include "types/seq.h"

extern const KrModuleDef kr__module__functools;

typedef struct State {
    Value partial, key, cache,
        mark; /* mark: stands between positional and keyword arguments in keys */
} State;
static State *state_of(kr_vm *vm) {
    void **at = kr__module_state(vm, &kr__module__functools);
    if (!at) return NULL;
    if (!*at && !(*at = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(State)))) kr__no_memory(vm);
    return *at;
}
static void state_trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, sizeof(State) / sizeof(Value));
}
static void state_free(kr_vm *vm, void *state) {
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(State));
}

/* "call this next": f(*pos, **names=values); all lies anywhere. */
static Value call_next(kr_vm *vm, Value f, const Value *all, unsigned n, unsigned nkw,
                       Value kwnames) {
    Value r = kr__tail_call(vm, f, all, n + nkw);
    if (!kr__same(r, KR_TAIL)) return r;
    vm->tail.nargs = n;
    vm->tail.nkw = nkw;
    vm->tail.kwnames = kwnames;
    return KR_TAIL;
}

/* ---- partial ---- */

typedef struct Partial {
    KrObj head;
    Slot func, args, kw; /* tuple, dict */
} Partial;
static const KrClassDef partial_def;
static Partial *partial(Value v) { return kr__ptr(v); }

static Value p_new(kr_vm *vm, Value *a, int n) { /* cls, keywords, func and args */
    if (n < 3) return kr__raise_type(vm, "type 'partial' takes at least one argument");
    Value func = a[2];
    if (!kr__ok(kr__special(vm, func, KR_N___call__)))
        return kr__raise_type(vm, "the first argument must be callable");
    Value args = kr__tuple_new(vm, a + 3, (size_t)n - 3), kw;
    if (kr__failed(args)) return args;
    const Partial *inner =
        kr__is_host(vm, func, &partial_def) && !kr__instance_count(vm, func) ? kr__ptr(func) : NULL;
    kw = inner ? kr__dict_copy(vm, kr__slot_ptr(inner->kw)) : kr__dict_new(vm);
    if (kr__failed(kw) || (kr__ok(a[1]) && !kr__dict_merge(vm, kr__ptr(kw), a[1], true)))
        return KR_FAILED;
    if (inner) {
        Value all = kr__binary(vm, kr__slot_value(inner->args), args, KR_N___add__);
        if (kr__failed(all)) return all;
        args = all;
        func = kr__slot_value(inner->func);
    }
    Value v = kr__instance_new(vm, a[0]);
    if (kr__failed(v)) return v;
    Partial *p = partial(v);
    p->func = kr__ref_slot(func);
    p->args = kr__ref_slot(args);
    p->kw = kr__ref_slot(kw);
    return v;
}

/* Keywords of the object and those of the call: values behind the n positional ones in list, names as a tuple. */
static Value merge_keywords(kr_vm *vm, const Partial *p, const Value *kwvalues, unsigned nkw,
                            Value kwnames, KrList *list) {
    Value d = kr__dict_copy(vm, kr__slot_ptr(p->kw)), k, v;
    if (kr__failed(d)) return d;
    for (unsigned i = 0; i < nkw; i++)
        if (!kr__dict_set(vm, kr__ptr(d), kr__tuple_get(kr__ptr(kwnames), i), kwvalues[i]))
            return KR_FAILED;
    Value names = kr__list_new(vm, NULL, 0);
    size_t pos = 0;
    while (kr__ok(names) && kr__dict_next(vm, kr__ptr(d), &pos, &k, &v)) {
        if (!kr__is_str(vm, k)) return kr__raise_type(vm, "keywords must be strings");
        if (!kr__list_append(vm, kr__ptr(names), k) || !kr__list_append(vm, list, v))
            return KR_FAILED;
    }
    return kr__ok(names) ? kr__list_as_tuple(vm, kr__ptr(names)) : KR_FAILED;
}
/* The values of its own keywords, few enough, to out; the tuple of their names. */
static Value kept_keywords(kr_vm *vm, const Partial *p, Value *out, unsigned *n) {
    Value names[16];
    size_t pos = 0;
    for (*n = 0; kr__dict_next(vm, kr__slot_ptr(p->kw), &pos, &names[*n], &out[*n]); ++*n)
        if (!kr__is_str(vm, names[*n])) return kr__raise_type(vm, "keywords must be strings");
    return kr__tuple_new(vm, names, *n);
}
static Value p_call(kr_vm *vm, Value *a, int n) {
    const Partial *p = partial(a[0]);
    unsigned nkw = vm->tail.nkw, extra = (unsigned)n - 1;
    Value kwnames = vm->tail.kwnames, few[16], *all = few;
    const KrTuple *bound = kr__slot_ptr(p->args);
    unsigned count = bound->len + extra, total = count + nkw;
    size_t kept = kr__dict_len(vm, kr__slot_ptr(p->kw));
    if ((!nkw || !kept) && total + kept <= KR_COUNTOF(few)) {
        for (unsigned i = 0; i < bound->len; i++) few[i] = kr__tuple_get(bound, i);
        memcpy(few + bound->len, a + 1, (extra + nkw) * sizeof(Value));
        if (kept && !kr__ok(kwnames = kept_keywords(vm, p, few + total, &nkw))) return KR_FAILED;
        return call_next(vm, kr__slot_value(p->func), few, count, nkw, kwnames);
    }
    Value list = kr__list_from(vm, kr__slot_value(p->args));
    for (unsigned i = 0; kr__ok(list) && i < extra; i++)
        if (!kr__list_append(vm, kr__ptr(list), a[1 + i])) return KR_FAILED;
    if (kr__failed(list)) return list;
    Value names = merge_keywords(vm, p, a + 1 + extra, nkw, kwnames, kr__ptr(list));
    if (kr__failed(names)) return names;
    KrList *l = kr__ptr(list);
    total = l->len;
    if (total > KR_COUNTOF(few) &&
        !(all = kr__mem_alloc(&kr__heap(vm)->mem, total * sizeof(Value))))
        return kr__no_memory(vm);
    for (unsigned i = 0; i < total; i++)
        all[i] = kr__list_get(l, i); /* the list keeps them alive */
    Value r = call_next(vm, kr__slot_value(p->func), all, count, total - count, names);
    if (all != few) kr__mem_free(&kr__heap(vm)->mem, all, total * sizeof(Value));
    __asm__ volatile("" : : "r"(list.bits));
    return r;
}
static Value repr_parts(kr_vm *vm, Value self) {
    const Partial *p = partial(self);
    Value text = kr__text(vm, "%N(%R", kr__class_of(vm, self), kr__slot_value(p->func)), k, v;
    for (uint32_t i = 0; kr__ok(text) && i < kr__seq_len(kr__slot_ptr(p->args)); i++)
        text = kr__text(vm, "%S, %R", text, kr__tuple_get(kr__slot_ptr(p->args), i));
    size_t pos = 0;
    while (kr__ok(text) && kr__dict_next(vm, kr__slot_ptr(p->kw), &pos, &k, &v))
        text = kr__text(vm, "%S, %S=%R", text, k, v);
    return kr__ok(text) ? kr__text(vm, "%S)", text) : KR_FAILED;
}
static Value p_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "...", 3);
    Value r = repr_parts(vm, a[0]);
    kr__repr_leave(vm, &link);
    return r;
}
static Value p_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const Partial *p = partial(a[0]);
    Value func = kr__slot_value(p->func), dict = kr__instance_dict(vm, a[0]);
    if (kr__failed(dict)) return dict;
    Value state[4] = {func, kr__slot_value(p->args), kr__slot_value(p->kw),
                      kr__dict_len(vm, kr__ptr(dict)) ? dict : KR_NONE_V};
    Value parts[3] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, &func, 1),
                      kr__tuple_new(vm, state, 4)};
    return kr__ok(parts[1]) && kr__ok(parts[2]) ? kr__tuple_new(vm, parts, 3) : KR_FAILED;
}
static Value p_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    Partial *p = partial(a[0]);
    const KrTuple *t = kr__has_kind(vm, a[1], KR_K_TUPLE) ? kr__ptr(a[1]) : NULL;
    if (!t || t->len != 4 || !kr__ok(kr__special(vm, kr__tuple_get(t, 0), KR_N___call__)) ||
        !kr__has_kind(vm, kr__tuple_get(t, 1), KR_K_TUPLE) ||
        (!kr__is_none(kr__tuple_get(t, 2)) && !kr__has_kind(vm, kr__tuple_get(t, 2), KR_K_DICT)))
        return kr__raise_type(vm, "invalid partial state");
    Value args = kr__tuple_from(vm, kr__tuple_get(t, 1)), kw = kr__tuple_get(t, 2),
          dict = kr__tuple_get(t, 3);
    if (!kr__exact(args, KR_T_TUPLE)) args = kr__call1(vm, kr__type(vm, KR_T_TUPLE), args);
    if (kr__is_none(kw))
        kw = kr__dict_new(vm);
    else if (!kr__exact(kw, KR_T_DICT))
        kw = kr__dict_copy(vm, kr__ptr(kw));
    if (kr__failed(args) || kr__failed(kw)) return KR_FAILED;
    p->func = kr__ref_slot(kr__tuple_get(t, 0));
    p->args = kr__ref_slot(args);
    p->kw = kr__ref_slot(kw);
    kr__barrier(vm, p);
    return kr__instance_set_dict(vm, a[0], kr__is_none(dict) ? KR_UNSET : dict) ? KR_NONE_V
                                                                                : KR_FAILED;
}
static Value get_func(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(partial(self)->func);
}
static Value get_args(kr_vm *vm, Value self) {
    return (void)vm, kr__slot_value(partial(self)->args);
}
static Value get_kw(kr_vm *vm, Value self) { return (void)vm, kr__slot_value(partial(self)->kw); }
static const KrFnDef partial_rows[] = {
    {"__new__(cls, /, *args, **keywords)", p_new, NULL, KR_DEF_NEW},
    {"__call__(self, /, *args, **kwargs)", p_call, NULL, KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__repr__(self, /)", p_repr, NULL, KR_DEF_SPECIAL},
    {"__reduce__(self, /)", p_reduce, NULL, 0},
    {"__setstate__(self, state, /)", p_setstate, NULL, 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet partial_getset[] = {
    {"func", get_func, NULL, "function object to use in future partial calls"},
    {"args", get_args, NULL, "tuple of arguments to future partial calls"},
    {"keywords", get_kw, NULL, "dictionary of keyword arguments to future partial calls"},
    {NULL, NULL, NULL, NULL},
};
static const KrClassDef partial_def = {
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords) - new function with partial application\n    of the "
           "given arguments and keywords.\n",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE | KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
    .size = sizeof(Partial),
    .slots = KR_AT(Partial, func) | KR_AT(Partial, args) | KR_AT(Partial, kw),
    .methods = partial_rows,
    .getset = partial_getset,
};

/* ---- reduce ---- */

static Value f_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value result = a[2], it = kr__iter(vm, a[1]);
    if (kr__failed(it)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return it;
        kr__clear_pending(vm);
        return kr__raise_type(vm, "reduce() arg 2 must support iteration");
    }
    for (unsigned i = 1;; i++) {
        Value v = kr__next(vm, it);
        if (kr__failed(v)) return v;
        if (v.bits == KR_END.bits) break;
        result = kr__ok(result) ? kr__call2(vm, a[0], result, v) : v;
        if (kr__failed(result)) return result;
        if (i % 1024 == 0 && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__ok(result) ? result
                          : kr__raise_type(vm, "reduce() of empty iterable with no initial value");
}

/* ---- cmp_to_key ---- */

typedef struct Key {
    KrObj head;
    Slot cmp;
    Value object; /* unset in what cmp_to_key returns */
} Key;
static const KrClassDef key_def;

static Value key_of(kr_vm *vm, Slot cmp, Value object) {
    State *s = state_of(vm);
    Value v = s ? kr__instance_new(vm, s->key) : KR_FAILED;
    if (kr__failed(v)) return v;
    Key *k = kr__ptr(v);
    k->cmp = cmp;
    k->object = object;
    return v;
}
static Value f_cmp_to_key(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_ref(a[0])) return kr__raise_type(vm, "'%T' object is not callable", a[0]);
    return key_of(vm, kr__ref_slot(a[0]), KR_UNSET);
}
static Value key_call(kr_vm *vm, Value *a, int n) {
    (void)n;
    return key_of(vm, ((Key *)kr__ptr(a[0]))->cmp, a[1]);
}
static Value key_compare(kr_vm *vm, Value *a, KrName op) {
    if (!kr__is_host(vm, a[1], &key_def))
        return kr__raise_type(vm, "other argument must be K instance");
    const Key *x = kr__ptr(a[0]), *y = kr__ptr(a[1]);
    if (!kr__ok(x->object) || !kr__ok(y->object))
        return kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "object");
    Value r = kr__call2(vm, kr__slot_value(x->cmp), x->object, y->object);
    return kr__ok(r) ? kr__compare(vm, r, kr__from_int48(0), op) : KR_FAILED;
}
#define COMPARE(op)                                          \
    static Value key_##op(kr_vm *vm, Value *a, int n) {      \
        return (void)n, key_compare(vm, a, KR_N___##op##__); \
    }
COMPARE(lt)
COMPARE(le)
COMPARE(eq)
COMPARE(ne)
COMPARE(gt)
COMPARE(ge)
static Value key_object(kr_vm *vm, Value self) {
    Value v = ((Key *)kr__ptr(self))->object;
    return kr__ok(v) ? v : kr__raise(vm, KR_T_X_ATTRIBUTEERROR, "obj");
}
static bool key_set_object(kr_vm *vm, Value self, Value v) {
    Key *k = kr__ptr(self);
    k->object = v;
    kr__barrier(vm, k);
    return true;
}
static const KrFnDef key_rows[] = {
    {"__call__(self, obj)", key_call, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", key_lt, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", key_le, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", key_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", key_ne, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", key_gt, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", key_ge, NULL, KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet key_getset[] = {
    {"obj", key_object, key_set_object, "Value wrapped by a key function."},
    {NULL, NULL, NULL, NULL}};
static const KrClassDef key_def = {.name = "functools.KeyWrapper",
                                   .kind = KR_K_ITER,
                                   .size = sizeof(Key),
                                   .slots = KR_AT(Key, cmp),
                                   .values = KR_AT(Key, object),
                                   .methods = key_rows,
                                   .getset = key_getset};

/* ---- _lru_cache_wrapper: a dict whose first entry is the one not used for longest ---- */

typedef struct Cache {
    KrObj head;
    Slot func, dict, info; /* info: class of what cache_info gives */
    uint32_t typed;
    int64_t max; /* -1: without bound */
    int64_t hits, misses;
} Cache;
static const KrClassDef cache_def;
static Cache *cache(Value v) { return kr__ptr(v); }

static Value c_new(kr_vm *vm, Value *a,
                   int n) { /* cls, user_function, maxsize, typed, cache_info_type */
    (void)n;
    int64_t max = -1;
    int typed = kr__truth(vm, a[3]);
    if (typed < 0) return KR_FAILED;
    if (!kr__ok(kr__special(vm, a[1], KR_N___call__)))
        return kr__raise_type(vm, "the first argument must be callable");
    if (!kr__is_none(a[2])) {
        if (!kr__is_int(a[2]) && !kr__ok(kr__special(vm, a[2], KR_N___index__)))
            return kr__raise_type(vm, "maxsize should be integer or None");
        if (!kr__index_i64(vm, a[2], &max)) return KR_FAILED;
        if (max < 0) max = 0;
    }
    Value dict = kr__dict_new(vm), v = kr__ok(dict) ? kr__instance_new(vm, a[0]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Cache *c = cache(v);
    c->func = kr__ref_slot(a[1]);
    c->dict = kr__ref_slot(dict);
    c->info = kr__ref_slot(a[4]);
    c->typed = (uint32_t)typed;
    c->max = max;
    return v;
}

/* What calls with these arguments have in common. */
static Value key_for(kr_vm *vm, bool typed, const Value *a, unsigned n, unsigned nkw,
                     Value kwnames) {
    if (!typed && !nkw && n == 1 && (kr__is_int(a[0]) || kr__exact(a[0], KR_T_STR))) return a[0];
    if (!typed && !nkw) return kr__tuple_new(vm, a, n);
    State *s = state_of(vm);
    Value list = s ? kr__list_new(vm, a, n) : KR_FAILED;
    if (kr__ok(list) && nkw && !kr__list_append(vm, kr__ptr(list), s->mark)) return KR_FAILED;
    for (unsigned i = 0; kr__ok(list) && i < nkw; i++)
        if (!kr__list_append(vm, kr__ptr(list), kr__tuple_get(kr__ptr(kwnames), i)) ||
            !kr__list_append(vm, kr__ptr(list), a[n + i]))
            return KR_FAILED;
    for (unsigned i = 0; kr__ok(list) && typed && i < n + nkw; i++)
        if (!kr__list_append(vm, kr__ptr(list), kr__class_of(vm, a[i]))) return KR_FAILED;
    return kr__ok(list) ? kr__list_as_tuple(vm, kr__ptr(list)) : KR_FAILED;
}

/* The function returned: state is (cache, key, hash of the key). */
static Value computed(kr_vm *vm, Value state, Value result) {
    Cache *c = cache(kr__tuple_get(kr__ptr(state), 0));
    Value key = kr__tuple_get(kr__ptr(state), 1);
    KrDict *d = kr__slot_ptr(c->dict);
    uint32_t h = (uint32_t)kr__int(kr__tuple_get(kr__ptr(state), 2));
    Value old;
    int found = c->max < 0 ? 0 : kr__dict_find_hashed(vm, d, key, h, &old);
    if (found) return found < 0 ? KR_FAILED : result;
    size_t pos = 0;
    if (c->max > 0 && (int64_t)d->live >= c->max && kr__dict_next(vm, d, &pos, NULL, NULL))
        kr__dict_drop(vm, d, pos - 1);
    return kr__dict_set_hashed(vm, d, key, h, result) ? result : KR_FAILED;
}

static Value c_call(kr_vm *vm, Value *a, int n) {
    Cache *c = cache(a[0]);
    unsigned nkw = vm->tail.nkw, count = (unsigned)n - 1;
    Value kwnames = vm->tail.kwnames, func = kr__slot_value(c->func), v;
    if (c->max == 0) {
        c->misses++;
        return call_next(vm, func, a + 1, count, nkw, kwnames);
    }
    Value key = key_for(vm, c->typed, a + 1, count, nkw, kwnames);
    uint32_t h;
    if (kr__failed(key) || !kr__dict_hash(vm, key, &h)) return KR_FAILED;
    KrDict *d = kr__slot_ptr(c->dict);
    int64_t i = d->entries ? kr__dict_lookup(vm, d, key, h) : -1;
    if (i == -2) return KR_FAILED;
    if (i >= 0) {
        c->hits++;
        v = kr__dict_value_at(d, (size_t)i);
        if (c->max < 0 || (size_t)i + 1 == d->fill) return v;
        key = kr__dict_key_at(d, (size_t)i);
        kr__dict_drop(vm, d, (size_t)i);
        return kr__dict_add_hashed(vm, d, key, h, v) ? v : KR_FAILED;
    }
    c->misses++;
    Value parts[3] = {a[0], key, kr__from_int48(h)}, state = kr__tuple_new(vm, parts, 3);
    if (kr__failed(state)) return state;
    Value r = call_next(vm, func, a + 1, count, nkw, kwnames);
    if (kr__same(r, KR_TAIL)) {
        vm->tail.then = computed;
        vm->tail.state = state;
    }
    return r;
}
static Value c_get(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__ok(a[1]) || kr__is_none(a[1])) return a[0];
    return kr__method_new(vm, a[0], a[1]);
}
static Value c_info(kr_vm *vm, Value *a, int n) {
    (void)n;
    Cache *c = cache(a[0]);
    Value args[4] = {kr__int_from_i64(vm, c->hits), kr__int_from_i64(vm, c->misses),
                     c->max < 0 ? KR_NONE_V : kr__int_from_i64(vm, c->max),
                     kr__from_int48((int64_t)kr__dict_len(vm, kr__slot_ptr(c->dict)))};
    return kr__call(vm, kr__slot_value(c->info), args, 4);
}
static Value c_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    Cache *c = cache(a[0]);
    c->hits = c->misses = 0;
    kr__dict_clear(vm, kr__slot_ptr(c->dict));
    return KR_NONE_V;
}
static Value c_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__getattr(vm, a[0], kr__name(vm, KR_N___qualname__));
}
static Value c_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static const KrFnDef cache_rows[] = {
    {"__new__(cls, user_function, maxsize, typed, cache_info_type)", c_new, NULL, KR_DEF_NEW},
    {"__call__(self, /, *args, **kwargs)", c_call, NULL, KR_DEF_SPECIAL | KR_DEF_RAW},
    {"__get__(self, instance, owner=None, /)", c_get, NULL, KR_DEF_SPECIAL},
    {"cache_info(self, /)", c_info, "Report cache statistics", 0},
    {"cache_clear(self, /)", c_clear, "Clear the cache and cache statistics", 0},
    {"__reduce__(self, /)", c_reduce, NULL, 0},
    {"__copy__(self, /)", c_self, NULL, 0},
    {"__deepcopy__(self, memo, /)", c_self, NULL, 0},
    {NULL, NULL, NULL, 0},
};
static const KrClassDef cache_def = {
    .name = "functools._lru_cache_wrapper",
    .doc = "Create a cached callable that wraps another function.",
    .kind = KR_K_ITER,
    .flags = KR_TF_BASE | KR_TF_HAS_DICT | KR_TF_HAS_WEAK,
    .size = sizeof(Cache),
    .slots = KR_AT(Cache, func) | KR_AT(Cache, dict) | KR_AT(Cache, info),
    .methods = cache_rows,
};

/* ---- the module ---- */

static const KrFnDef functions[] = {
    {"reduce(function, iterable, initial=<unrepresentable>, /)", f_reduce,
     "Applies a function of two arguments to the values from the first on, so that one value is "
     "left.",
     0},
    {"cmp_to_key(mycmp)", f_cmp_to_key, "Convert a cmp= function into a key= function.", 0},
    {NULL, NULL, NULL, 0},
};

static bool init(kr_vm *vm, Value m) {
    State *s = state_of(vm);
    if (!s) return false;
    s->partial = kr__class_new(vm, &partial_def);
    s->key = kr__ok(s->partial) ? kr__class_new(vm, &key_def) : KR_FAILED;
    s->cache = kr__ok(s->key) ? kr__class_new(vm, &cache_def) : KR_FAILED;
    s->mark = kr__ok(s->cache) ? kr__call0(vm, kr__type(vm, KR_T_OBJECT)) : KR_FAILED;
    return kr__ok(s->mark) && kr__module_add(vm, m, "partial", s->partial) &&
           kr__module_add(vm, m, "_lru_cache_wrapper", s->cache);
}

const KrModuleDef kr__module__functools = {
    .name = "_functools",
    .doc = "Tools that operate on functions.",
    .functions = functions,
    .init = init,
    .trace = state_trace,
    .free = state_free,
};

/* SPDX-License-Identifier: MIT
 * iter.c: iterators over anything: iterator (by __getitem__), callable_iterator, enumerate, zip, map, filter, reversed. */
#include "types/int.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/seq.h"
#include "types/type.h"

#define AT(type, member) (1ull << (offsetof(type, member) / 4))

static Value self_iter(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return a[0];
}
#define ITER_ROW \
    { "__iter__(self, /)", self_iter, NULL, KR_DEF_SPECIAL }
#define NEXT_ROW(f) \
    { "__next__(self, /)", f, NULL, KR_DEF_SPECIAL }
#define END_ROW \
    { NULL, NULL, NULL, 0 }

/* ---- iterator: calls __getitem__ with 0, 1, … until IndexError ---- */

typedef struct KrGetItemIter {
    KrObj head;
    Slot seq; /* 0: exhausted */
    int64_t index;
} KrGetItemIter;

Value kr__getitem_iter_new(kr_vm *vm, Value seq) {
    KrGetItemIter *it = kr__new(vm, KR_T_SEQ_ITER, sizeof *it);
    if (!it) return KR_FAILED;
    it->seq = kr__ref_slot(seq);
    return kr__value_of(it);
}

static Value seq_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrGetItemIter *it = kr__ptr(a[0]);
    if (!it->seq.bits) return KR_END;
    Value v = kr__get_item(vm, kr__slot_value(it->seq), kr__from_int48(it->index));
    if (kr__ok(v)) {
        it->index++;
        return v;
    }
    if (!kr__pending_is(vm, KR_T_X_INDEXERROR) && !kr__pending_is(vm, KR_T_X_STOPITERATION))
        return v;
    kr__clear_pending(vm);
    it->seq = KR_NO_SLOT;
    return KR_END;
}
static Value seq_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrGetItemIter *it = kr__ptr(a[0]);
    if (!it->seq.bits) return kr__from_int48(0);
    if (!kr__ok(kr__special(vm, kr__slot_value(it->seq), KR_N___len__))) return KR_NOTIMPL_V;
    size_t len;
    if (!kr__length(vm, kr__slot_value(it->seq), &len)) return KR_FAILED;
    return kr__from_int48((int64_t)len > it->index ? (int64_t)len - it->index : 0);
}
static Value seq_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrGetItemIter *it = kr__ptr(a[0]);
    Value iter = kr__builtin(vm, "iter");
    if (!kr__ok(iter)) return iter;
    Value arg = it->seq.bits ? kr__slot_value(it->seq) : vm->empty_tuple;
    Value args = kr__tuple_new(vm, &arg, 1);
    if (!kr__ok(args)) return args;
    Value parts[3] = {iter, args, kr__from_int48(it->index)};
    return kr__tuple_new(vm, parts, it->seq.bits ? 3 : 2);
}
static Value seq_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    ((KrGetItemIter *)kr__ptr(a[0]))->index = i < 0 ? 0 : i;
    return KR_NONE_V;
}
static const KrFnDef seq_methods[] = {
    ITER_ROW,
    NEXT_ROW(seq_next),
    {"__length_hint__(self, /)", seq_hint, NULL, KR_DEF_METHOD},
    {"__reduce__(self, /)", seq_reduce, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", seq_setstate, NULL, KR_DEF_METHOD},
    END_ROW,
};
const KrTypeDef kr__def_seq_iter = {.number = KR_T_SEQ_ITER,
                                    .methods = seq_methods,
                                    .size = sizeof(KrGetItemIter),
                                    .slots = AT(KrGetItemIter, seq)};

/* ---- callable_iterator: iter(callable, sentinel) ---- */

typedef struct KrCallIter {
    KrObj head;
    Slot callable; /* 0: exhausted */
    Value sentinel;
} KrCallIter;

Value kr__callable_iter_new(kr_vm *vm, Value callable, Value sentinel) {
    KrCallIter *it = kr__new(vm, KR_T_CALLABLE_ITER, sizeof *it);
    if (!it) return KR_FAILED;
    it->callable = kr__ref_slot(callable);
    it->sentinel = sentinel;
    return kr__value_of(it);
}
static Value call_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrCallIter *it = kr__ptr(a[0]);
    if (!it->callable.bits) return KR_END;
    Value v = kr__call0(vm, kr__slot_value(it->callable));
    if (!kr__ok(v)) {
        if (!kr__pending_is(vm, KR_T_X_STOPITERATION)) return v;
        kr__clear_pending(vm);
        it->callable = KR_NO_SLOT;
        return KR_END;
    }
    int same = kr__equal(vm, v, it->sentinel);
    if (same < 0) return KR_FAILED;
    if (!same) return v;
    it->callable = KR_NO_SLOT;
    return KR_END;
}
static Value call_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrCallIter *it = kr__ptr(a[0]);
    Value iter = kr__builtin(vm, "iter");
    if (!kr__ok(iter)) return iter;
    Value args[2] = {it->callable.bits ? kr__slot_value(it->callable) : vm->empty_tuple,
                     it->sentinel};
    Value parts[2] = {iter, kr__tuple_new(vm, args, it->callable.bits ? 2 : 1)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static const KrFnDef call_methods[] = {ITER_ROW,
                                       NEXT_ROW(call_next),
                                       {"__reduce__(self, /)", call_reduce, NULL, KR_DEF_METHOD},
                                       END_ROW};
const KrTypeDef kr__def_callable_iter = {.number = KR_T_CALLABLE_ITER,
                                         .methods = call_methods,
                                         .size = sizeof(KrCallIter),
                                         .slots = AT(KrCallIter, callable),
                                         .values = AT(KrCallIter, sentinel)};

/* A cell of a class that may be subclassed. */
static void *new_cell(kr_vm *vm, Value cls, KrTypeNo exact, size_t size) {
    if (kr__same(cls, kr__type(vm, exact))) return kr__new(vm, exact, size);
    Value v = kr__instance_new(vm, cls);
    return kr__ok(v) ? kr__ptr(v) : NULL;
}

/* ---- enumerate ---- */

typedef struct KrEnumerate {
    KrObj head;
    Slot it;
    Value index; /* int, of any size */
} KrEnumerate;

static Value enumerate_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value start = kr__from_int48(0);
    if (!kr__ok(a[1]))
        return kr__raise_type(vm, "enumerate() missing required argument 'iterable'");
    if (kr__ok(a[2])) {
        start = kr__index(vm, a[2]);
        if (!kr__ok(start)) return start;
    }
    Value it = kr__iter(vm, a[1]);
    if (!kr__ok(it)) return it;
    KrEnumerate *e = new_cell(vm, a[0], KR_T_ENUMERATE, sizeof *e);
    if (!e) return KR_FAILED;
    e->it = kr__ref_slot(it);
    e->index = start;
    return kr__value_of(e);
}
int kr__enumerate_parts(kr_vm *vm, void *it, Value *out, unsigned n) {
    if (n != 2) return KR_PARTS_NOT;
    KrEnumerate *e = it;
    Value v = kr__next(vm, kr__slot_value(e->it));
    if (!kr__ok(v)) return -1;
    if (v.bits == KR_END.bits) return 0;
    Value index = e->index;
    Value next = kr__is_int(e->index) && kr__int(e->index) < KR_INT_MAX
                     ? kr__from_int48(kr__int(e->index) + 1)
                     : kr__int_add(vm, e->index, kr__from_int48(1));
    if (!kr__ok(next)) return -1;
    e->index = next;
    kr__barrier(vm, e);
    out[0] = index;
    out[1] = v;
    return 1;
}
static Value enumerate_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value pair[2];
    int more = kr__enumerate_parts(vm, kr__ptr(a[0]), pair, 2);
    return more > 0 ? kr__tuple_new(vm, pair, 2) : more ? KR_FAILED : KR_END;
}
static Value enumerate_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrEnumerate *e = kr__ptr(a[0]);
    Value args[2] = {kr__slot_value(e->it), e->index};
    Value parts[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, args, 2)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static Value enumerate_item(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__generic_alias_new(vm, a[0], a[1]);
}
static const KrFnDef enumerate_methods[] = {
    {"__new__(cls, iterable=<unrepresentable>, start=0)", enumerate_new, NULL, KR_DEF_NEW},
    ITER_ROW,
    NEXT_ROW(enumerate_next),
    {"__reduce__(self, /)", enumerate_reduce, NULL, KR_DEF_METHOD},
    {"__class_getitem__(cls, item, /)", enumerate_item, "See PEP 585", KR_DEF_CLASSMETHOD},
    END_ROW,
};
const KrTypeDef kr__def_enumerate = {
    .number = KR_T_ENUMERATE,
    .doc = "Pairs of a count (from start, which defaults to 0) and the values of an iterable.",
    .methods = enumerate_methods,
    .size = sizeof(KrEnumerate),
    .slots = AT(KrEnumerate, it),
    .values = AT(KrEnumerate, index)};

/* ---- zip and map: a tuple of iterators ---- */

typedef struct KrZip {
    KrObj head;
    Slot iters; /* tuple */
    Value func; /* map; unset in zip */
    uint32_t strict;
} KrZip;

static Value iters_of(kr_vm *vm, const Value *items, size_t n, const char *bad) {
    Value list = kr__list_new(vm, NULL, n);
    for (size_t i = 0; kr__ok(list) && i < n; i++) {
        Value it = kr__iter(vm, items[i]);
        if (!kr__ok(it)) {
            if (bad && kr__pending_is(vm, KR_T_X_TYPEERROR)) {
                kr__clear_pending(vm);
                kr__raise_type(vm, bad, i + 1);
            }
            return KR_FAILED;
        }
        if (!kr__list_append(vm, kr__ptr(list), it)) return KR_FAILED;
    }
    return kr__ok(list) ? kr__tuple_from(vm, list) : KR_FAILED;
}

static Value zip_new(kr_vm *vm, Value *a, int n) { /* cls, strict, then the iterables */
    int strict = kr__ok(a[1]) ? kr__truth(vm, a[1]) : 0;
    if (strict < 0) return KR_FAILED;
    Value iters = iters_of(vm, a + 2, (size_t)n - 2, NULL);
    KrZip *z = kr__ok(iters) ? new_cell(vm, a[0], KR_T_ZIP, sizeof *z) : NULL;
    if (!z) return KR_FAILED;
    z->iters = kr__ref_slot(iters);
    z->strict = (uint32_t)strict;
    return kr__value_of(z);
}

/* strict: iterator i ended after others gave a value, or others still give values. */
static Value zip_uneven(kr_vm *vm, KrTuple *iters, size_t i) {
    if (i)
        return kr__raise_value(vm, "zip() argument %zu is shorter than argument%s%zu", i + 1,
                               i == 1 ? " " : "s 1-", i);
    for (i = 1; i < iters->len; i++) {
        Value v = kr__next(vm, kr__tuple_get(iters, i));
        if (!kr__ok(v)) return v;
        if (v.bits == KR_END.bits) continue;
        return kr__raise_value(vm, "zip() argument %zu is longer than argument%s%zu", i + 1,
                               i == 1 ? " " : "s 1-", i);
    }
    return KR_END;
}

#define ZIP_PARTS 8
int kr__zip_parts(kr_vm *vm, void *it, Value *out, unsigned n) {
    KrZip *z = it;
    const KrTuple *iters = kr__slot_ptr(z->iters);
    if (iters->len != n || !n || n > ZIP_PARTS) return KR_PARTS_NOT;
    Value got[ZIP_PARTS];
    for (unsigned i = 0; i < n; i++) {
        got[i] = kr__next(vm, kr__tuple_get(iters, i));
        if (got[i].bits == KR_END.bits) {
            if (!z->strict) return 0;
            return kr__ok(zip_uneven(vm, kr__slot_ptr(z->iters), i)) ? 0 : -1;
        }
        if (!kr__ok(got[i])) return -1;
    }
    kr__copy_values(out, got, n);
    return 1;
}
static Value zip_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrZip *z = kr__ptr(a[0]);
    KrTuple *iters = kr__slot_ptr(z->iters);
    size_t count = iters->len;
    if (!count) return KR_END;
    Value few[ZIP_PARTS];
    int more = kr__zip_parts(vm, z, few, (unsigned)count);
    if (more <= 0) return more ? KR_FAILED : KR_END;
    if (more != KR_PARTS_NOT) return kr__tuple_new(vm, few, count);
    Value list = kr__list_new(vm, NULL, count);
    if (!kr__ok(list)) return list;
    for (size_t i = 0; i < count; i++) {
        Value v = kr__next(vm, kr__tuple_get(iters, i));
        if (!kr__ok(v)) return v;
        if (v.bits == KR_END.bits) return z->strict ? zip_uneven(vm, iters, i) : v;
        if (!kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return kr__tuple_from(vm, list);
}
static Value zip_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrZip *z = kr__ptr(a[0]);
    Value parts[3] = {kr__class_of(vm, a[0]), kr__slot_value(z->iters), KR_TRUE_V};
    return kr__tuple_new(vm, parts, z->strict ? 3 : 2);
}
static Value zip_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int strict = kr__truth(vm, a[1]);
    if (strict < 0) return KR_FAILED;
    ((KrZip *)kr__ptr(a[0]))->strict = (uint32_t)strict;
    return KR_NONE_V;
}
static const KrFnDef zip_methods[] = {
    {"__new__(cls, *iterables, strict=False)", zip_new, NULL, KR_DEF_NEW},
    ITER_ROW,
    NEXT_ROW(zip_next),
    {"__reduce__(self, /)", zip_reduce, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", zip_setstate, NULL, KR_DEF_METHOD},
    END_ROW,
};
const KrTypeDef kr__def_zip = {.number = KR_T_ZIP,
                               .doc =
                                   "Tuples of the i-th value of each iterable, until the shortest "
                                   "ends.\n\n>>> list(zip('ab', (1, 2)))\n[('a', 1), ('b', 2)]",
                               .methods = zip_methods,
                               .size = sizeof(KrZip),
                               .slots = AT(KrZip, iters),
                               .values = AT(KrZip, func)};

static Value map_new(kr_vm *vm, Value *a, int n) { /* cls, func, then the iterables */
    if (n < 3) return kr__raise_type(vm, "map() must have at least two arguments.");
    Value iters = iters_of(vm, a + 2, (size_t)n - 2, NULL);
    KrZip *z = kr__ok(iters) ? new_cell(vm, a[0], KR_T_MAP, sizeof *z) : NULL;
    if (!z) return KR_FAILED;
    z->iters = kr__ref_slot(iters);
    z->func = a[1];
    return kr__value_of(z);
}
static Value map_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrZip *z = kr__ptr(a[0]);
    KrTuple *iters = kr__slot_ptr(z->iters);
    size_t count = iters->len;
    Value args[8];
    if (count > KR_COUNTOF(args)) {
        Value all = zip_next(vm, a, 1);
        return kr__ok(all) && all.bits != KR_END.bits ? kr__call_ex(vm, z->func, all, KR_UNSET)
                                                      : all;
    }
    for (size_t i = 0; i < count; i++) {
        args[i] = kr__next(vm, kr__tuple_get(iters, i));
        if (!kr__ok(args[i]) || args[i].bits == KR_END.bits) return args[i];
    }
    return kr__call(vm, z->func, args, (unsigned)count);
}
static Value map_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrZip *z = kr__ptr(a[0]);
    KrTuple *iters = kr__slot_ptr(z->iters);
    Value list = kr__list_new(vm, NULL, iters->len + (size_t)1);
    if (!kr__ok(list) || !kr__list_append(vm, kr__ptr(list), z->func)) return KR_FAILED;
    if (!kr__list_extend(vm, kr__ptr(list), kr__slot_value(z->iters))) return KR_FAILED;
    Value parts[2] = {kr__class_of(vm, a[0]), kr__tuple_from(vm, list)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static const KrFnDef map_methods[] = {
    {"__new__(cls, func=None, /, *iterables)", map_new, NULL, KR_DEF_NEW},
    ITER_ROW,
    NEXT_ROW(map_next),
    {"__reduce__(self, /)", map_reduce, NULL, KR_DEF_METHOD},
    END_ROW,
};
const KrTypeDef kr__def_map = {
    .number = KR_T_MAP,
    .doc = "Results of a function called with the i-th values of the iterables.",
    .methods = map_methods,
    .size = sizeof(KrZip),
    .slots = AT(KrZip, iters),
    .values = AT(KrZip, func)};

/* ---- filter ---- */

typedef struct KrFilter {
    KrObj head;
    Slot it;
    Value func; /* unset: None */
} KrFilter;

static Value filter_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value it = kr__iter(vm, a[2]);
    KrFilter *f = kr__ok(it) ? new_cell(vm, a[0], KR_T_FILTER, sizeof *f) : NULL;
    if (!f) return KR_FAILED;
    f->it = kr__ref_slot(it);
    f->func = kr__is_none(a[1]) ? KR_UNSET : a[1];
    return kr__value_of(f);
}
static Value filter_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFilter *f = kr__ptr(a[0]);
    for (unsigned i = 0;; i++) {
        Value v = kr__next(vm, kr__slot_value(f->it));
        if (!kr__ok(v) || v.bits == KR_END.bits) return v;
        Value keep = v;
        if (kr__ok(f->func) && !kr__same(f->func, kr__type(vm, KR_T_BOOL)))
            keep = kr__call1(vm, f->func, v);
        if (!kr__ok(keep)) return keep;
        int t = kr__truth(vm, keep);
        if (t) return t < 0 ? KR_FAILED : v;
        if (i % 1024 == 1023 && !kr__poll(vm)) return KR_FAILED;
    }
}
static Value filter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrFilter *f = kr__ptr(a[0]);
    Value args[2] = {kr__ok(f->func) ? f->func : KR_NONE_V, kr__slot_value(f->it)};
    Value parts[2] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, args, 2)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, 2) : KR_FAILED;
}
static const KrFnDef filter_methods[] = {
    {"__new__(cls, function, iterable, /)", filter_new, NULL, KR_DEF_NEW},
    ITER_ROW,
    NEXT_ROW(filter_next),
    {"__reduce__(self, /)", filter_reduce, NULL, KR_DEF_METHOD},
    END_ROW,
};
const KrTypeDef kr__def_filter = {
    .number = KR_T_FILTER,
    .doc = "The values for which function is true, or which are true when it is None.",
    .methods = filter_methods,
    .size = sizeof(KrFilter),
    .slots = AT(KrFilter, it),
    .values = AT(KrFilter, func)};

/* ---- reversed: by __reversed__, else from len() - 1 down to 0 ---- */

typedef struct KrReversed {
    KrObj head;
    Slot seq; /* 0: exhausted */
    int64_t index;
} KrReversed;

static Value reversed_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value special = kr__special(vm, a[1], KR_N___reversed__);
    if (kr__is_none(special)) return kr__raise_type(vm, "'%T' object is not reversible", a[1]);
    if (kr__ok(special)) return kr__call_special(vm, a[1], KR_N___reversed__, NULL, 0);
    if (!kr__ok(kr__special(vm, a[1], KR_N___getitem__)) || kr__has_kind(vm, a[1], KR_K_DICT))
        return kr__raise_type(vm, "'%T' object is not reversible", a[1]);
    size_t len;
    if (!kr__length(vm, a[1], &len)) return KR_FAILED;
    KrReversed *r = new_cell(vm, a[0], KR_T_REVERSED, sizeof *r);
    if (!r) return KR_FAILED;
    r->seq = kr__ref_slot(a[1]);
    r->index = (int64_t)len - 1;
    return kr__value_of(r);
}
static Value reversed_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReversed *r = kr__ptr(a[0]);
    if (!r->seq.bits) return KR_END;
    if (r->index >= 0) {
        Value v = kr__get_item(vm, kr__slot_value(r->seq), kr__from_int48(r->index));
        if (kr__ok(v)) {
            r->index--;
            return v;
        }
        if (!kr__pending_is(vm, KR_T_X_INDEXERROR) && !kr__pending_is(vm, KR_T_X_STOPITERATION))
            return v;
        kr__clear_pending(vm);
    }
    r->seq = KR_NO_SLOT;
    return KR_END;
}
static Value reversed_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReversed *r = kr__ptr(a[0]);
    size_t len;
    if (!r->seq.bits) return kr__from_int48(0);
    if (!kr__length(vm, kr__slot_value(r->seq), &len)) return KR_FAILED;
    return kr__from_int48((int64_t)len < r->index + 1 ? 0 : r->index + 1);
}
static Value reversed_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReversed *r = kr__ptr(a[0]);
    Value arg = r->seq.bits ? kr__slot_value(r->seq) : vm->empty_tuple;
    Value parts[3] = {kr__class_of(vm, a[0]), kr__tuple_new(vm, &arg, 1), kr__from_int48(r->index)};
    return kr__ok(parts[1]) ? kr__tuple_new(vm, parts, r->seq.bits ? 3 : 2) : KR_FAILED;
}
static Value reversed_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReversed *r = kr__ptr(a[0]);
    int64_t i;
    size_t len;
    if (!kr__index_i64(vm, a[1], &i)) return KR_FAILED;
    if (!r->seq.bits) return KR_NONE_V;
    if (!kr__length(vm, kr__slot_value(r->seq), &len)) return KR_FAILED;
    r->index = i < -1 ? -1 : i > (int64_t)len - 1 ? (int64_t)len - 1 : i;
    return KR_NONE_V;
}
static const KrFnDef reversed_methods[] = {
    {"__new__(cls, sequence, /)", reversed_new, NULL, KR_DEF_NEW},
    ITER_ROW,
    NEXT_ROW(reversed_next),
    {"__length_hint__(self, /)", reversed_hint, NULL, KR_DEF_METHOD},
    {"__reduce__(self, /)", reversed_reduce, NULL, KR_DEF_METHOD},
    {"__setstate__(self, state, /)", reversed_setstate, NULL, KR_DEF_METHOD},
    END_ROW,
};
const KrTypeDef kr__def_reversed = {.number = KR_T_REVERSED,
                                    .doc =
                                        "The values of a sequence from its end to its beginning.",
                                    .methods = reversed_methods,
                                    .size = sizeof(KrReversed),
                                    .slots = AT(KrReversed, seq)};

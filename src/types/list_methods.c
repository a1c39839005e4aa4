/* SPDX-License-Identifier: MIT
 * list_methods.c: the class list: its methods over the storage of list.c. */
#include "types/seq.h"
#include "types/slice.h"
#include "types/str_methods.h"
#include "types/type.h"

#include <string.h>

KR_INLINE KrList *self_of(Value v) { return kr__ptr(v); }

/* ---- making ---- */

static Value list_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__same(a[0], kr__type(vm, KR_T_LIST))) return kr__list_new(vm, NULL, 0);
    return kr__instance_new(vm, a[0]);
}

static Value list_init(kr_vm *vm, Value *a, int n) {
    KrList *l = self_of(a[0]);
    bool strict = kr__inherits(vm, kr__class_of(vm, a[0]), KR_T_LIST, KR_N___new__);
    if (!kr__plain_args(vm, "list", n - 2, 1, strict ? a[1] : KR_UNSET)) return KR_FAILED;
    if (l->len) kr__list_clear(vm, l);
    if (n > 2 && !kr__list_extend(vm, l, a[2])) return KR_FAILED;
    return KR_NONE_V;
}

static Value list_make(kr_vm *vm, Value *a, int n) {
    return n == 1 ? kr__list_from(vm, a[0]) : n ? KR_END : kr__list_new(vm, NULL, 0);
}

static Value list_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    if (!self_of(a[0])->len) return kr__intern(vm, "[]", 2);
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "[...]", 5);
    Value r = kr__seq_repr(vm, a[0], true, "[", "]");
    kr__repr_leave(vm, &link);
    return r;
}

#define COMPARE(op)                                                   \
    static Value list##op(kr_vm *vm, Value *a, int n) {               \
        (void)n;                                                      \
        return kr__seq_compare(vm, a[0], a[1], KR_K_LIST, KR_N_##op); \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

/* ---- items and slices ---- */

static Value list_len(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(self_of(a[0])->len);
}

static Value list_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    size_t i;
    if (kr__is_slice(a[1])) {
        int64_t start, stop, step;
        if (!kr__slice_unpack(vm, kr__ptr(a[1]), &start, &stop, &step)) return KR_FAILED;
        int64_t count = kr__slice_adjust(l->len, &start, &stop, step);
        if (step == 1) return kr__list_slice(vm, l, (size_t)start, (size_t)count);
        return kr__list_stepped(vm, l, start, step, (size_t)count);
    }
    if (!kr__seq_index(vm, a[1], &l->len, "list", "list", &i)) return KR_FAILED;
    return kr__list_get(l, i);
}

/* A list or tuple with the items of v, for slice assignment; a copy when v is the list itself. */
static Value items_for(kr_vm *vm, KrList *l, Value v, const char *what) {
    if (kr__is_ref(v) && kr__ptr(v) == l) return kr__list_slice(vm, l, 0, l->len);
    if (kr__exact(v, KR_T_LIST) || kr__exact(v, KR_T_TUPLE)) return v;
    Value it = kr__iter(vm, v);
    if (kr__failed(it)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return it;
        kr__clear_pending(vm);
        return kr__raise_type(vm, "%s", what);
    }
    return kr__list_from(vm, it);
}

static bool set_slice(kr_vm *vm, KrList *l, const KrSlice *s, Value v) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, s, &start, &stop, &step)) return false;
    Value src = items_for(vm, l, v,
                          step == 1 ? "can only assign an iterable"
                                    : "must assign iterable to extended slice");
    if (kr__failed(src)) return false;
    int64_t count = kr__slice_adjust(l->len, &start, &stop, step);
    size_t n = kr__seq_len(kr__ptr(src));
    if (step == 1) return kr__list_splice(vm, l, (size_t)start, (size_t)count, src, 0, n);
    if (n != (size_t)count)
        return kr__raise_false(
            vm, KR_T_X_VALUEERROR,
            "attempt to assign sequence of size %zu to extended slice of size %zd", n,
            (size_t)count);
    bool list = kr__has_kind(vm, src, KR_K_LIST);
    for (int64_t i = 0; i < count; i++) {
        Value item = kr__seq_get(kr__ptr(src), list, (size_t)i);
        if (!kr__list_set(vm, l, (size_t)(start + i * step), item)) return false;
    }
    return true;
}

static bool delete_slice(kr_vm *vm, KrList *l, const KrSlice *s) {
    int64_t start, stop, step;
    if (!kr__slice_unpack(vm, s, &start, &stop, &step)) return false;
    int64_t count = kr__slice_adjust(l->len, &start, &stop, step);
    if (step == 1 || !count) {
        kr__list_delete(vm, l, (size_t)start, (size_t)count);
        return true;
    }
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    /* Every item that stays keeps the width it has: nothing can fail. */
    size_t to = (size_t)start;
    for (int64_t i = start, gone = 0; i < l->len; i++) {
        if (gone < count && i == start + gone * step) {
            gone++;
        } else if (!kr__list_set(vm, l, to++, kr__list_get(l, (size_t)i))) {
            return false;
        }
    }
    kr__list_delete(vm, l, to, l->len - to);
    return true;
}

static Value list_setitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    size_t i;
    bool ok;
    if (kr__is_slice(a[1])) {
        ok = set_slice(vm, l, kr__ptr(a[1]), a[2]);
    } else {
        ok = kr__seq_index(vm, a[1], &l->len, "list", "list assignment", &i) &&
             kr__list_set(vm, l, i, a[2]);
    }
    return ok ? KR_NONE_V : KR_FAILED;
}

static Value list_delitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    size_t i;
    if (kr__is_slice(a[1])) return delete_slice(vm, l, kr__ptr(a[1])) ? KR_NONE_V : KR_FAILED;
    if (!kr__seq_index(vm, a[1], &l->len, "list", "list assignment", &i)) return KR_FAILED;
    Value v = kr__list_get(l, i);
    kr__list_delete(vm, l, i, 1);
    kr__let_go(vm, v);
    return KR_NONE_V;
}

/* ---- operators ---- */

static Value list_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = kr__seq_find(vm, a[0], true, a[1], 0, INT64_MAX);
    return i == -2 ? KR_FAILED : kr__bool(i >= 0);
}

static Value list_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_LIST)) {
        if (kr__may_reflect(vm, a[1], KR_N___radd__)) return KR_NOTIMPL_V;
        return kr__raise_type(vm, "can only concatenate list (not \"%T\") to list", a[1]);
    }
    return kr__list_concat(vm, self_of(a[0]), self_of(a[1]));
}

static Value list_iadd(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__may_reflect(vm, a[1], KR_N___radd__))
        return KR_NOTIMPL_V; /* comes before +=, as in CPython */
    return kr__list_extend(vm, self_of(a[0]), a[1]) ? a[0] : KR_FAILED;
}

#define POLL_BYTES ((size_t)1 << 20) /* copied between two polls */
/* Appends k - 1 copies of the first n items to a list that holds n and has room. */
static bool repeat_in(kr_vm *vm, KrList *l, size_t n, size_t k) {
    bool wide = l->head.head & KR_F_WIDE;
    size_t size = wide ? sizeof(Value) : sizeof(Slot), total = n * k;
    if (n == 1 && !wide) {
        for (size_t i = 1; i < k; i++) l->narrow[i] = l->narrow[0];
        l->len = (uint32_t)k;
    }
    while (l->len < total) { /* what is there is copied behind itself, up to 1 MB at once */
        size_t have = l->len, more = have < total - have ? have : total - have;
        if (more * size > POLL_BYTES) more = POLL_BYTES / (n * size) * n;
        if (!more) more = n;
        memcpy((char *)l->items + have * size, l->items, more * size);
        l->len += (uint32_t)more;
        if (!kr__poll(vm)) return false;
        if (l->len != have + more)
            return kr__raise_false(vm, KR_T_X_RUNTIMEERROR, "list changed while repeated");
    }
    kr__barrier_range(vm, l, l->items, (char *)l->items + total * size);
    return true;
}

/* Makes l hold its items k times. */
static bool repeat_to(kr_vm *vm, KrList *l, int64_t k) {
    size_t n = l->len;
    if (k <= 0) kr__list_clear(vm, l);
    if (k <= 1 || !n) return true;
    if ((uint64_t)k > UINT32_MAX || (uint64_t)k * n > UINT32_MAX) return kr__ok(kr__no_memory(vm));
    return kr__list_reserve(vm, l, n * (size_t)k) && repeat_in(vm, l, n, (size_t)k);
}

static Value repeat(kr_vm *vm, Value *a, KrName reflected, bool in_place) {
    int64_t k;
    Value r;
    int got = kr__repeat_count(vm, a[1], reflected, &k, &r);
    if (got != 1) return got ? KR_FAILED : r;
    r = a[0];
    if (!in_place) {
        r = kr__list_new(vm, NULL, 0);
        if (kr__failed(r) || k <= 0 || !self_of(a[0])->len) return r;
        uint64_t len = (uint64_t)k * self_of(a[0])->len;
        if ((uint64_t)k > UINT32_MAX || len > UINT32_MAX) return kr__no_memory(vm);
        if (!kr__list_reserve(vm, self_of(r), (size_t)len) ||
            !kr__list_splice(vm, self_of(r), 0, 0, a[0], 0, self_of(a[0])->len))
            return KR_FAILED;
    }
    return repeat_to(vm, self_of(r), k) ? r : KR_FAILED;
}
static Value list_mul(kr_vm *vm, Value *a, int n) {
    return (void)n, repeat(vm, a, KR_N___rmul__, false);
}
static Value list_rmul(kr_vm *vm, Value *a, int n) {
    return (void)n, repeat(vm, a, KR_N___mul__, false);
}
static Value list_imul(kr_vm *vm, Value *a, int n) {
    return (void)n, repeat(vm, a, KR_N___rmul__, true);
}

/* ---- methods ---- */

static Value list_append(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__list_append(vm, self_of(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}

static Value list_extend(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__list_extend(vm, self_of(a[0]), a[1]) ? KR_NONE_V : KR_FAILED;
}

static Value list_insert(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    int64_t i;
    if (!kr__ssize_arg(vm, a[1], &i)) return KR_FAILED;
    if (i < 0) i = i + l->len < 0 ? 0 : i + l->len;
    if (i > l->len) i = l->len;
    return kr__list_insert(vm, l, (size_t)i, a[2]) ? KR_NONE_V : KR_FAILED;
}

static Value list_pop(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    int64_t i = -1;
    if (kr__ok(a[1]) && !kr__ssize_arg(vm, a[1], &i)) return KR_FAILED;
    if (!l->len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop from empty list");
    if (i < 0) i += l->len;
    if (i < 0 || i >= l->len) return kr__raise(vm, KR_T_X_INDEXERROR, "pop index out of range");
    return kr__list_pop(vm, l, (size_t)i);
}

static Value list_remove(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = kr__seq_find(vm, a[0], true, a[1], 0, INT64_MAX);
    if (i == -1) return kr__raise_value(vm, "list.remove(x): x not in list");
    if (i < 0) return KR_FAILED;
    KrList *l = self_of(a[0]);
    if (i < l->len) kr__list_delete(vm, l, (size_t)i, 1);
    return KR_NONE_V;
}

static Value list_clear(kr_vm *vm, Value *a, int n) {
    (void)n;
    kr__list_clear(vm, self_of(a[0]));
    return KR_NONE_V;
}

static Value list_copy(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__list_slice(vm, self_of(a[0]), 0, self_of(a[0])->len);
}

static Value list_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t from = 0, to = INT64_MAX;
    if (!kr__seq_bound(vm, a[2], &from) || !kr__seq_bound(vm, a[3], &to)) return KR_FAILED;
    int64_t len = self_of(a[0])->len;
    if (from < 0) from = from + len < 0 ? 0 : from + len;
    if (to < 0) to = to + len < 0 ? 0 : to + len;
    int64_t i = kr__seq_find(vm, a[0], true, a[1], from, to);
    if (i == -1) return kr__raise_value(vm, "%R is not in list", a[1]);
    return i < 0 ? KR_FAILED : kr__from_int48(i);
}

static Value list_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t c = kr__seq_count(vm, a[0], true, a[1]);
    return c < 0 ? KR_FAILED : kr__from_int48(c);
}

static Value list_reverse(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrList *l = self_of(a[0]);
    if (l->len < 2) return KR_NONE_V;
    bool wide = l->head.head & KR_F_WIDE;
    for (size_t i = 0, j = l->len - 1; i < j; i++, j--) {
        if (wide) {
            Value v = l->wide[i];
            l->wide[i] = l->wide[j];
            l->wide[j] = v;
        } else {
            Slot s = l->narrow[i];
            l->narrow[i] = l->narrow[j];
            l->narrow[j] = s;
        }
    }
    size_t bytes = l->len * (wide ? sizeof(Value) : sizeof(Slot));
    kr__barrier_range(vm, l, l->items, (char *)l->items + bytes);
    return KR_NONE_V;
}

static Value list_sort(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t reverse = 0;
    if (kr__ok(a[2])) {
        if (kr__is_bool(a[2])) {
            reverse = kr__is_true(a[2]);
        } else if (!kr__index_i64(vm, a[2], &reverse)) {
            return KR_FAILED;
        }
    }
    return kr__list_sort(vm, self_of(a[0]), a[1], reverse != 0) ? KR_NONE_V : KR_FAILED;
}

static Value new_iter(kr_vm *vm, Value list, KrTypeNo type, uint32_t index) {
    KrSeqIter *it = kr__new(vm, type, sizeof(KrSeqIter));
    if (!it) return KR_FAILED;
    it->seq = kr__ref_slot(list);
    it->index = index;
    return kr__value_of(it);
}
static Value list_iter(kr_vm *vm, Value *a, int n) {
    return (void)n, new_iter(vm, a[0], KR_T_LIST_ITER, 0);
}
static Value list_reversed(kr_vm *vm, Value *a, int n) {
    (void)n;
    return new_iter(vm, a[0], KR_T_LIST_REVITER, self_of(a[0])->len);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", list_new, NULL, KR_DEF_NEW},
    {"__init__(self, /, *args, **kwargs)", list_init, NULL, KR_DEF_SPECIAL},
    {"__repr__(self, /)", list_repr, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", list__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", list__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", list__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", list__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", list__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", list__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", list_iter, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", list_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, index, /)", list_getitem, "The item or slice at index.", 0},
    {"__setitem__(self, key, value, /)", list_setitem, NULL, KR_DEF_SPECIAL},
    {"__delitem__(self, key, /)", list_delitem, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", list_add, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", list_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", list_rmul, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", list_contains, NULL, KR_DEF_SPECIAL},
    {"__iadd__(self, value, /)", list_iadd, NULL, KR_DEF_SPECIAL},
    {"__imul__(self, value, /)", list_imul, NULL, KR_DEF_SPECIAL},
    {"__reversed__(self, /)", list_reversed, "An iterator from the last item to the first.", 0},
    {"clear(self, /)", list_clear, "Removes all items.", 0},
    {"copy(self, /)", list_copy, "A new list of the same items.", 0},
    {"append(self, object, /)", list_append, "Adds an item behind the last.", 0},
    {"insert(self, index, object, /)", list_insert, "Puts an item before index.", 0},
    {"extend(self, iterable, /)", list_extend, "Appends the items of iterable.", 0},
    {"pop(self, index=-1, /)", list_pop,
     "Takes out the item at index, the last by default, and returns it.\n\nRaises IndexError when "
     "there is none.",
     0},
    {"remove(self, value, /)", list_remove,
     "Removes the first item equal to value.\n\nRaises ValueError when there is none.", 0},
    {"index(self, value, start=0, stop=9223372036854775807, /)", list_index,
     "The first place of value.\n\nRaises ValueError when it is not there.", 0},
    {"count(self, value, /)", list_count, "How many times value is in the list.", 0},
    {"reverse(self, /)", list_reverse, "Turns the order round, in place.", 0},
    {"sort(self, /, *, key=None, reverse=False)", list_sort,
     "Sorts the list in place, smallest first; equal items keep their order.\n\n"
     "key(item), when given, is what is compared; reverse puts the largest first.",
     0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {0},
};
const KrTypeDef kr__def_list = {
    .number = KR_T_LIST,
    .doc = "list(iterable=(), /)\n--\n\nA changeable sequence of the items of iterable.",
    .methods = methods,
    .make = list_make,
};

/* ---- iterators ---- */

static KrList *iterated(Value it) {
    const KrSeqIter *i = kr__ptr(it);
    return i->seq.bits ? kr__slot_ptr(i->seq) : NULL;
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrSeqIter *it = kr__ptr(a[0]);
    const KrList *l = iterated(a[0]);
    if (!l) return KR_END;
    if (it->index < l->len) return kr__list_get(l, it->index++);
    it->seq = KR_NO_SLOT;
    return KR_END;
}

static Value rev_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrSeqIter *it = kr__ptr(a[0]);
    const KrList *l = iterated(a[0]);
    if (!l) return KR_END;
    if (it->index > 0 && it->index <= l->len) return kr__list_get(l, --it->index);
    it->seq = KR_NO_SLOT;
    it->index = 0;
    return KR_END;
}

static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const KrSeqIter *it = kr__ptr(a[0]);
    const KrList *l = iterated(a[0]);
    return kr__from_int48(l && l->len > it->index ? l->len - it->index : 0);
}

static Value rev_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const KrSeqIter *it = kr__ptr(a[0]);
    const KrList *l = iterated(a[0]);
    return kr__from_int48(l && l->len >= it->index ? it->index : 0);
}

/* (function, (list,), place), or (iter, ([],)) once exhausted. */
static Value reduce(kr_vm *vm, Value it, const char *function, int64_t place) {
    const KrList *l = iterated(it);
    Value f = kr__builtin(vm, l ? function : "iter"),
          arg = l ? kr__value_of(l) : kr__list_new(vm, NULL, 0);
    if (kr__failed(f) || kr__failed(arg) || kr__failed(arg = kr__tuple_new(vm, &arg, 1)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){f, arg, kr__from_int48(place)}, l ? 3 : 2);
}
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return reduce(vm, a[0], "iter", ((KrSeqIter *)kr__ptr(a[0]))->index);
}
static Value rev_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return reduce(vm, a[0], "reversed", (int64_t)((KrSeqIter *)kr__ptr(a[0]))->index - 1);
}

static Value set_state(kr_vm *vm, Value *a, int64_t past) {
    int64_t i = 0;
    if (!kr__ssize_arg(vm, a[1], &i)) return KR_FAILED;
    KrSeqIter *it = kr__ptr(a[0]);
    const KrList *l = iterated(a[0]);
    if (!l) return KR_NONE_V;
    if (i < INT64_MAX) i += past;
    it->index = i < 0 ? 0 : i > l->len ? l->len : (uint32_t)i;
    return KR_NONE_V;
}
static Value iter_setstate(kr_vm *vm, Value *a, int n) { return (void)n, set_state(vm, a, 0); }
static Value rev_setstate(kr_vm *vm, Value *a, int n) { return (void)n, set_state(vm, a, 1); }

static const char hint_doc[] = "How many items are still to come, as far as is known.";
static const char reduce_doc[] = "What pickle needs.";
static const char setstate_doc[] = "Goes to a place that __reduce__ named.";

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, hint_doc, 0},
    {"__reduce__(self, /)", iter_reduce, reduce_doc, 0},
    {"__setstate__(self, state, /)", iter_setstate, setstate_doc, 0},
    {0},
};
const KrTypeDef kr__def_list_iter = {
    .number = KR_T_LIST_ITER,
    .methods = iter_methods,
    .size = sizeof(KrSeqIter),
    .slots = KR_SEQ_ITER_SLOTS,
};
static const KrFnDef rev_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", rev_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", rev_hint, hint_doc, 0},
    {"__reduce__(self, /)", rev_reduce, reduce_doc, 0},
    {"__setstate__(self, state, /)", rev_setstate, setstate_doc, 0},
    {0},
};
const KrTypeDef kr__def_list_reviter = {
    .number = KR_T_LIST_REVITER,
    .methods = rev_methods,
    .size = sizeof(KrSeqIter),
    .slots = KR_SEQ_ITER_SLOTS,
};

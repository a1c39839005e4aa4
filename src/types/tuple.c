/* SPDX-License-Identifier: MIT
 * tuple.c: tuple and its iterator. The struct and kr__tuple_new are the heap's (heap/cells.h); a
 * subclass's instances hold their items in the same way. */
#include "base/hash.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/str_methods.h"
#include "types/type.h"

#include <string.h>

KR_INLINE KrTuple *self_of(Value v) { return kr__ptr(v); }
KR_INLINE bool is_wide(const KrTuple *t) { return t->head.head & KR_F_WIDE; }

const KrKindInfo kr__kind_tuple = {.name = "tuple", .size = sizeof(KrTuple), .tail = 1};

/* ---- making ---- */

static size_t bytes_of(size_t n, bool wide) {
    return sizeof(KrTuple) + n * (wide ? sizeof(Value) : sizeof(Slot));
}

KrTuple *kr__tuple_raw(kr_vm *vm, size_t n, bool wide) {
    if (n > UINT32_MAX) {
        (void)kr__no_memory(vm);
        return NULL;
    }
    KrTuple *t = kr__new(vm, KR_T_TUPLE, bytes_of(n, wide));
    if (!t) return NULL;
    t->len = (uint32_t)n;
    if (wide) t->head.head |= KR_F_WIDE;
    return t;
}

Value kr__tuple_slice(kr_vm *vm, Value v, size_t i, size_t n) {
    KrTuple *t = self_of(v);
    if (!n) return kr__tuple_empty(vm);
    if (n == t->len && kr__exact(v, KR_T_TUPLE)) return v;
    if (is_wide(t)) return kr__tuple_new(vm, t->wide + i, n);
    KrTuple *r = kr__tuple_raw(vm, n, false);
    if (!r) return KR_FAILED;
    memcpy(r->narrow, t->narrow + i, n * sizeof(Slot));
    return kr__value_of(r);
}

/* tuple(iterable); an exact tuple is returned as it is. May run Python code. */
Value kr__tuple_from(kr_vm *vm, Value iterable) {
    if (kr__exact(iterable, KR_T_TUPLE)) return iterable;
    if (kr__exact(iterable, KR_T_LIST)) return kr__list_as_tuple(vm, kr__ptr(iterable));
    Value l = kr__list_from(vm, iterable);
    return kr__ok(l) ? kr__list_as_tuple(vm, kr__ptr(l)) : l;
}

/* Copies n items of s to place i of t, which is wide when s is. */
static void copy_in(KrTuple *t, size_t i, const KrTuple *s, size_t n) {
    if (is_wide(t) == is_wide(s)) {
        if (is_wide(t)) {
            memcpy(t->wide + i, s->wide, n * sizeof(Value));
        } else {
            memcpy(t->narrow + i, s->narrow, n * sizeof(Slot));
        }
        return;
    }
    for (size_t k = 0; k < n; k++) t->wide[i + k] = kr__slot_value(s->narrow[k]);
}

static Value tuple_new(kr_vm *vm, Value *a, int n) {
    bool exact = kr__same(a[0], kr__type(vm, KR_T_TUPLE));
    bool strict = exact || (kr__ok(a[1]) && kr__inherits(vm, a[0], KR_T_TUPLE, KR_N___init__));
    if (!kr__plain_args(vm, "tuple", n - 2, 1, strict ? a[1] : KR_UNSET)) return KR_FAILED;
    Value t = n > 2 ? kr__tuple_from(vm, a[2]) : kr__tuple_empty(vm);
    if (exact || kr__failed(t)) return t;
    const KrTuple *s = self_of(t);
    KrTuple *r = kr__instance_new_var(vm, a[0], bytes_of(s->len, is_wide(s)));
    if (!r) return KR_FAILED;
    r->head.head |= s->head.head & KR_F_WIDE;
    r->len = s->len;
    copy_in(r, 0, s, s->len);
    return kr__value_of(r);
}

static Value tuple_make(kr_vm *vm, Value *a, int n) {
    return n == 1 ? kr__tuple_from(vm, a[0]) : n ? KR_END : kr__tuple_empty(vm);
}

/* ---- methods ---- */

static Value tuple_len(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(self_of(a[0])->len);
}

static Value get_slice(kr_vm *vm, Value self, const KrSlice *s) {
    int64_t start, stop, step;
    KrTuple *t = self_of(self);
    if (!kr__slice_unpack(vm, s, &start, &stop, &step)) return KR_FAILED;
    int64_t count = kr__slice_adjust(t->len, &start, &stop, step);
    if (step == 1) return kr__tuple_slice(vm, self, (size_t)start, (size_t)count);
    if (!count) return kr__tuple_empty(vm);
    Value l = kr__list_new(vm, NULL, (size_t)count);
    if (kr__failed(l)) return l;
    for (int64_t i = 0; i < count; i++)
        if (!kr__list_append(vm, kr__ptr(l), kr__tuple_get(t, (size_t)(start + i * step))))
            return KR_FAILED;
    return kr__list_as_tuple(vm, kr__ptr(l));
}

static Value tuple_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t i;
    if (kr__is_slice(a[1])) return get_slice(vm, a[0], kr__ptr(a[1]));
    if (!kr__seq_index(vm, a[1], &self_of(a[0])->len, "tuple", "tuple", &i)) return KR_FAILED;
    return kr__tuple_get(self_of(a[0]), i);
}

static Value tuple_add(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__has_kind(vm, a[1], KR_K_TUPLE)) {
        if (kr__may_reflect(vm, a[1], KR_N___radd__)) return KR_NOTIMPL_V;
        return kr__raise_type(vm, "can only concatenate tuple (not \"%T\") to tuple", a[1]);
    }
    const KrTuple *s = self_of(a[0]), *t = self_of(a[1]);
    if (!s->len && kr__exact(a[1], KR_T_TUPLE)) return a[1];
    if (!t->len && kr__exact(a[0], KR_T_TUPLE)) return a[0];
    if (!s->len && !t->len) return kr__tuple_empty(vm);
    KrTuple *r = kr__tuple_raw(vm, (size_t)s->len + t->len, is_wide(s) || is_wide(t));
    if (!r) return KR_FAILED;
    copy_in(r, 0, s, s->len);
    copy_in(r, s->len, t, t->len);
    return kr__value_of(r);
}

static Value repeat(kr_vm *vm, Value *a, KrName reflected) {
    int64_t k;
    Value r;
    int got = kr__repeat_count(vm, a[1], reflected, &k, &r);
    if (got != 1) return got ? KR_FAILED : r;
    const KrTuple *s = self_of(a[0]);
    if (k == 1 && kr__exact(a[0], KR_T_TUPLE)) return a[0];
    if (k <= 0 || !s->len) return kr__tuple_empty(vm);
    if ((uint64_t)k > UINT32_MAX || (uint64_t)k * s->len > UINT32_MAX) return kr__no_memory(vm);
    KrTuple *t = kr__tuple_raw(vm, (size_t)k * s->len, is_wide(s));
    if (!t) return KR_FAILED;
    for (int64_t i = 0; i < k; i++) {
        copy_in(t, (size_t)i * s->len, s, s->len);
        if ((i & 4095) == 4095 && !kr__poll(vm)) return KR_FAILED;
    }
    return kr__value_of(t);
}
static Value tuple_mul(kr_vm *vm, Value *a, int n) { return (void)n, repeat(vm, a, KR_N___rmul__); }
static Value tuple_rmul(kr_vm *vm, Value *a, int n) { return (void)n, repeat(vm, a, KR_N___mul__); }

static Value tuple_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = kr__seq_find(vm, a[0], false, a[1], 0, INT64_MAX);
    return i == -2 ? KR_FAILED : kr__bool(i >= 0);
}

bool kr__tuple_hash(kr_vm *vm, const KrTuple *t, int64_t *out) {
    uint64_t acc = kr__hash_tuple_begin();
    for (size_t i = 0; i < t->len; i++) {
        int64_t h;
        if (!is_wide(t) && t->narrow[i].bits & 1) { /* less than the modulus */
            int64_t x = kr__slot_int(t->narrow[i]);
            acc = kr__hash_tuple_step(acc, x == -1 ? -2 : x);
            continue;
        }
        Value v = kr__tuple_get(t, i);
        if (kr__is_int(v))
            h = kr__hash_i64(kr__int(v));
        else if (!kr__hash(vm, v, &h))
            return false;
        acc = kr__hash_tuple_step(acc, h);
    }
    *out = kr__hash_tuple_end(acc, t->len);
    return true;
}

static Value tuple_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t h;
    return kr__tuple_hash(vm, self_of(a[0]), &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}

static Value tuple_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrReprLink link;
    uint32_t len = self_of(a[0])->len;
    if (!len) return kr__intern(vm, "()", 2);
    if (!kr__repr_enter(vm, &link, a[0])) return kr__intern(vm, "(...)", 5);
    Value r = kr__seq_repr(vm, a[0], false, "(", len == 1 ? ",)" : ")");
    kr__repr_leave(vm, &link);
    return r;
}

static Value tuple_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t from = 0, to = INT64_MAX, len = self_of(a[0])->len;
    if (!kr__seq_bound(vm, a[2], &from) || !kr__seq_bound(vm, a[3], &to)) return KR_FAILED;
    if (from < 0) from = from + len < 0 ? 0 : from + len;
    if (to < 0) to = to + len < 0 ? 0 : to + len;
    int64_t i = kr__seq_find(vm, a[0], false, a[1], from, to);
    if (i == -1) return kr__raise_value(vm, "tuple.index(x): x not in tuple");
    return i < 0 ? KR_FAILED : kr__from_int48(i);
}

static Value tuple_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t c = kr__seq_count(vm, a[0], false, a[1]);
    return c < 0 ? KR_FAILED : kr__from_int48(c);
}

static Value tuple_getnewargs(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = kr__tuple_slice(vm, a[0], 0, self_of(a[0])->len);
    return kr__ok(t) ? kr__tuple_new(vm, &t, 1) : t;
}

#define COMPARE(op)                                                    \
    static Value tuple##op(kr_vm *vm, Value *a, int n) {               \
        (void)n;                                                       \
        return kr__seq_compare(vm, a[0], a[1], KR_K_TUPLE, KR_N_##op); \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

static Value tuple_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSeqIter *it = kr__new(vm, KR_T_TUPLE_ITER, sizeof(KrSeqIter));
    if (!it) return KR_FAILED;
    it->seq = kr__ref_slot(a[0]);
    return kr__value_of(it);
}

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", tuple_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", tuple_repr, NULL, KR_DEF_SPECIAL},
    {"__hash__(self, /)", tuple_hash, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", tuple__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", tuple__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", tuple__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", tuple__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", tuple__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", tuple__ge__, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", tuple_iter, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", tuple_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", tuple_getitem, NULL, KR_DEF_SPECIAL},
    {"__add__(self, value, /)", tuple_add, NULL, KR_DEF_SPECIAL},
    {"__mul__(self, value, /)", tuple_mul, NULL, KR_DEF_SPECIAL},
    {"__rmul__(self, value, /)", tuple_rmul, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", tuple_contains, NULL, KR_DEF_SPECIAL},
    {"__getnewargs__(self, /)", tuple_getnewargs, NULL, 0},
    {"index(self, value, start=0, stop=9223372036854775807, /)", tuple_index,
     "The first place of value.\n\nRaises ValueError when it is not there.", 0},
    {"count(self, value, /)", tuple_count, "How many times value is in the tuple.", 0},
    {"__class_getitem__(cls, item, /)", kr__class_getitem, "See PEP 585", KR_DEF_CLASSMETHOD},
    {0},
};
const KrTypeDef kr__def_tuple = {
    .number = KR_T_TUPLE,
    .doc = "tuple(iterable=(), /)\n--\n\nAn unchangeable sequence of the items of iterable.",
    .methods = methods,
    .make = tuple_make,
};

/* ---- iterator ---- */

static KrTuple *iterated(Value it) {
    const KrSeqIter *i = kr__ptr(it);
    return i->seq.bits ? kr__slot_ptr(i->seq) : NULL;
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrSeqIter *it = kr__ptr(a[0]);
    const KrTuple *t = iterated(a[0]);
    if (!t) return KR_END;
    if (it->index < t->len) return kr__tuple_get(t, it->index++);
    it->seq = KR_NO_SLOT;
    return KR_END;
}

static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    const KrSeqIter *it = kr__ptr(a[0]);
    const KrTuple *t = iterated(a[0]);
    return kr__from_int48(t && t->len > it->index ? t->len - it->index : 0);
}

static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSeqIter *it = kr__ptr(a[0]);
    const KrTuple *t = iterated(a[0]);
    Value f = kr__builtin(vm, "iter"), arg = t ? kr__value_of(t) : kr__tuple_empty(vm);
    if (kr__failed(f) || kr__failed(arg) || kr__failed(arg = kr__tuple_new(vm, &arg, 1)))
        return KR_FAILED;
    return kr__tuple_new(vm, (Value[]){f, arg, kr__from_int48(it->index)}, t ? 3 : 2);
}

static Value iter_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i = 0;
    if (!kr__ssize_arg(vm, a[1], &i)) return KR_FAILED;
    KrSeqIter *it = kr__ptr(a[0]);
    const KrTuple *t = iterated(a[0]);
    if (t) it->index = i < 0 ? 0 : i > t->len ? t->len : (uint32_t)i;
    return KR_NONE_V;
}

static const KrFnDef iter_methods[] = {
    {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},
    {"__next__(self, /)", iter_next, NULL, KR_DEF_SPECIAL},
    {"__length_hint__(self, /)", iter_hint, "How many items are still to come, as far as is known.",
     0},
    {"__reduce__(self, /)", iter_reduce, "What pickle needs.", 0},
    {"__setstate__(self, state, /)", iter_setstate, "Goes to a place that __reduce__ named.", 0},
    {0},
};
const KrTypeDef kr__def_tuple_iter = {
    .number = KR_T_TUPLE_ITER,
    .methods = iter_methods,
    .size = sizeof(KrSeqIter),
    .slots = KR_SEQ_ITER_SLOTS,
};

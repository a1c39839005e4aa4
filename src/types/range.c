/* SPDX-License-Identifier: MIT
 * range.c: range and its two iterators. A range holds ints of any size; while all that an iterator
 * will give fits 48 bits it is a range_iterator, which the machine steps inline, else a
 * longrange_iterator. */
#include "types/range.h"

#include "base/hash.h"
#include "types/int.h"
#include "types/seq.h"
#include "types/slice.h"
#include "types/type.h"

const KrKindInfo kr__kind_range = {
    .name = "range", .size = sizeof(KrRange), .values = 1u << 2 | 1u << 4 | 1u << 6 | 1u << 8};

#define ZERO kr__from_int48(0)
#define ONE kr__from_int48(1)

KR_INLINE KrRange *self_of(Value v) { return kr__ptr(v); }
KR_INLINE bool is_range(Value v) { return kr__exact(v, KR_T_RANGE); }

static Value add(kr_vm *vm, Value a, Value b) { return kr__binary(vm, a, b, KR_N___add__); }
static Value sub(kr_vm *vm, Value a, Value b) { return kr__binary(vm, a, b, KR_N___sub__); }
static Value mul(kr_vm *vm, Value a, Value b) { return kr__binary(vm, a, b, KR_N___mul__); }
/* a + i * step */
static Value at(kr_vm *vm, Value a, Value i, Value step) {
    Value x = mul(vm, i, step);
    return kr__ok(x) ? add(vm, a, x) : x;
}

/* ---- making ---- */

/* All parts inline, and nothing overflows 64 bits. */
static bool small_length(Value start, Value stop, Value step, Value *len) {
    if (!kr__is_int(start) || !kr__is_int(stop) || !kr__is_int(step)) return false;
    int64_t a = kr__int(start), b = kr__int(stop), s = kr__int(step), n = 0;
    if (s > 0 && a < b) n = (b - a - 1) / s + 1;
    if (s < 0 && a > b) n = (a - b - 1) / -s + 1;
    if (!kr__fits_int48(n)) return false;
    *len = kr__from_int48(n);
    return true;
}

static Value length(kr_vm *vm, Value start, Value stop, Value step) {
    Value len;
    if (small_length(start, stop, step, &len)) return len;
    int down = kr__less(vm, step, ZERO);
    if (down < 0) return KR_FAILED;
    Value lo = down ? stop : start, hi = down ? start : stop;
    int some = kr__less(vm, lo, hi);
    if (some < 0) return KR_FAILED;
    if (!some) return ZERO;
    if (down && kr__failed(step = kr__unary(vm, step, KR_N___neg__))) return KR_FAILED;
    Value d = sub(vm, hi, lo);
    if (kr__failed(d) || kr__failed(d = sub(vm, d, ONE))) return KR_FAILED;
    d = kr__binary(vm, d, step, KR_N___floordiv__);
    return kr__ok(d) ? add(vm, d, ONE) : d;
}

static Value make(kr_vm *vm, Value start, Value stop, Value step) {
    Value len = length(vm, start, stop, step);
    if (kr__failed(len)) return len;
    KrRange *r = kr__new(vm, KR_T_RANGE, sizeof(KrRange));
    if (!r) return KR_FAILED;
    r->start = start;
    r->stop = stop;
    r->step = step;
    r->len = len;
    return kr__value_of(r);
}

/* Bounds that are inline ints; else KR_END. */
static Value range_make(kr_vm *vm, Value *a, int n) {
    if (n == 1 && kr__is_int(a[0])) return make(vm, ZERO, a[0], ONE);
    if (n == 2 && kr__both_int(a[0], a[1])) return make(vm, a[0], a[1], ONE);
    return KR_END;
}

static Value range_new(kr_vm *vm, Value *a, int n) {
    if (kr__ok(a[1])) return kr__raise_type(vm, "range() takes no keyword arguments");
    if (n < 3) return kr__raise_type(vm, "range expected at least 1 argument, got 0");
    if (n > 5) return kr__raise_type(vm, "range expected at most 3 arguments, got %d", n - 2);
    for (int i = 2; i < n; i++)
        if (!kr__is_int(a[i]) && kr__failed(a[i] = kr__index(vm, a[i]))) return KR_FAILED;
    if (n == 5 && kr__same(a[4], ZERO))
        return kr__raise_value(vm, "range() arg 3 must not be zero");
    if (n == 3) return make(vm, ZERO, a[2], ONE);
    return make(vm, a[2], a[3], n == 5 ? a[4] : ONE);
}

/* ---- items ---- */

static Value range_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value len = self_of(a[0])->len;
    if (kr__is_int(len)) return len;
    int64_t i;
    if (!kr__int_fits_i64(vm, len, &i))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C ssize_t");
    return len;
}
static Value range_bool(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__bool(!kr__same(self_of(a[0])->len, ZERO));
}

static Value item(kr_vm *vm, const KrRange *r, Value key) {
    Value i = kr__index(vm, key);
    if (kr__failed(i)) return i;
    int low = kr__less(vm, i, ZERO);
    if (low > 0) {
        i = add(vm, i, r->len);
        if (kr__failed(i)) return i;
        low = kr__less(vm, i, ZERO);
    }
    int in = low ? 0 : kr__less(vm, i, r->len);
    if (low < 0 || in < 0) return KR_FAILED;
    if (low || !in) return kr__raise(vm, KR_T_X_INDEXERROR, "range object index out of range");
    return at(vm, r->start, i, r->step);
}

/* range[slice]: the slice's own indices(), for lengths of any size. */
static Value sliced(kr_vm *vm, const KrRange *r, Value slice) {
    Value name = kr__intern(vm, "indices", 7);
    Value t = kr__ok(name) ? kr__call_method(vm, slice, name, &r->len, 1) : name;
    if (kr__failed(t)) return t;
    const KrTuple *s = kr__ptr(t);
    Value step = mul(vm, r->step, kr__tuple_get(s, 2));
    Value start = kr__ok(step) ? at(vm, r->start, kr__tuple_get(s, 0), r->step) : step;
    Value stop = kr__ok(start) ? at(vm, r->start, kr__tuple_get(s, 1), r->step) : start;
    return kr__ok(stop) ? make(vm, start, stop, step) : stop;
}

static Value range_getitem(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRange *r = self_of(a[0]);
    if (kr__both_int(a[1], r->len) && kr__both_int(r->start, r->step)) {
        int64_t i = kr__int(a[1]), len = kr__int(r->len);
        if (i < 0) i += len;
        if (i < 0 || i >= len)
            return kr__raise(vm, KR_T_X_INDEXERROR, "range object index out of range");
        return kr__int_from_i64(vm, kr__int(r->start) + i * kr__int(r->step));
    }
    if (kr__is_slice(a[1])) return sliced(vm, r, a[1]);
    if (kr__is_index(vm, a[1])) return item(vm, r, a[1]);
    return kr__raise_type(vm, "range indices must be integers or slices, not %T", a[1]);
}

/* ---- searching ---- */

static bool is_number(Value v) { return kr__is_int(v) || kr__is_bool(v) || kr__exact(v, KR_T_INT); }

/* Where an int stands in the range: 1 and *index, 0 not there, -1. */
static int locate(kr_vm *vm, const KrRange *r, Value v, Value *index) {
    if (kr__is_bool(v)) v = kr__is_true(v) ? ONE : ZERO;
    int down = kr__less(vm, r->step, ZERO);
    if (down < 0) return -1;
    int before = down ? kr__less(vm, r->start, v) : kr__less(vm, v, r->start);
    if (before) return before < 0 ? -1 : 0;
    int inside = down ? kr__less(vm, r->stop, v) : kr__less(vm, v, r->stop);
    if (inside <= 0) return inside;
    Value d = sub(vm, v, r->start), rest = kr__ok(d) ? kr__binary(vm, d, r->step, KR_N___mod__) : d;
    if (kr__failed(rest)) return -1;
    if (!kr__same(rest, ZERO)) return 0;
    *index = kr__binary(vm, d, r->step, KR_N___floordiv__);
    return kr__ok(*index) ? 1 : -1;
}

/* Compares item by item, as any sequence does: for values that are no ints. *index: int64 number
 * of the first; with `count`, how many. */
static int walk(kr_vm *vm, Value range, Value v, bool count, int64_t *index) {
    Value it = kr__iter(vm, range);
    if (kr__failed(it)) return -1;
    int64_t found = 0;
    for (int64_t i = 0;; i++) {
        Value x = kr__next(vm, it);
        if (kr__same(x, KR_END)) break;
        int r = kr__failed(x) ? -1 : kr__equal(vm, x, v);
        if (r < 0 || ((i & 1023) == 1023 && !kr__poll(vm))) return -1;
        if (r && !count) {
            *index = i;
            return 1;
        }
        found += r;
    }
    *index = found;
    return count;
}

static Value range_contains(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value i;
    int64_t k;
    int r = is_number(a[1]) ? locate(vm, self_of(a[0]), a[1], &i) : walk(vm, a[0], a[1], false, &k);
    return r < 0 ? KR_FAILED : kr__bool(r);
}

static Value range_index(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value i = ZERO;
    int64_t k;
    if (is_number(a[1])) {
        int r = locate(vm, self_of(a[0]), a[1], &i);
        return r > 0 ? i : r ? KR_FAILED : kr__raise_value(vm, "%R is not in range", a[1]);
    }
    int r = walk(vm, a[0], a[1], false, &k);
    return r > 0 ? kr__from_int48(k)
           : r   ? KR_FAILED
                 : kr__raise_value(vm, "sequence.index(x): x not in sequence");
}

static Value range_count(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value i;
    int64_t k;
    if (is_number(a[1])) {
        int r = locate(vm, self_of(a[0]), a[1], &i);
        return r < 0 ? KR_FAILED : kr__from_int48(r);
    }
    return walk(vm, a[0], a[1], true, &k) < 0 ? KR_FAILED : kr__from_int48(k);
}

/* ---- comparing, hashing, showing ---- */

/* Two ranges are equal when they give the same items. */
static int equal(kr_vm *vm, const KrRange *r, const KrRange *s) {
    if (r == s) return 1;
    int e = kr__equal(vm, r->len, s->len);
    if (e <= 0 || kr__same(r->len, ZERO)) return e;
    e = kr__equal(vm, r->start, s->start);
    if (e <= 0 || kr__same(r->len, ONE)) return e;
    return kr__equal(vm, r->step, s->step);
}
static Value range_eq(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!is_range(a[1])) return KR_NOTIMPL_V;
    int e = equal(vm, self_of(a[0]), self_of(a[1]));
    return e < 0 ? KR_FAILED : kr__bool(e);
}
static Value range_ne(kr_vm *vm, Value *a, int n) {
    Value e = range_eq(vm, a, n);
    return kr__is_bool(e) ? kr__bool(kr__is_false(e)) : e;
}
static Value no_order(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, KR_NOTIMPL_V;
}

static Value range_hash(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRange *r = self_of(a[0]);
    Value parts[3] = {r->len, KR_NONE_V, KR_NONE_V};
    int64_t h;
    if (!kr__same(r->len, ZERO)) {
        parts[1] = r->start;
        if (!kr__same(r->len, ONE)) parts[2] = r->step;
    }
    Value t = kr__tuple_new(vm, parts, 3);
    return kr__ok(t) && kr__hash(vm, t, &h) ? kr__int_from_i64(vm, h) : KR_FAILED;
}

static Value range_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRange *r = self_of(a[0]);
    if (kr__same(r->step, ONE)) return kr__text(vm, "range(%R, %R)", r->start, r->stop);
    return kr__text(vm, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static Value range_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = kr__tuple_new(vm, &self_of(a[0])->start, 3);
    return kr__ok(t) ? kr__tuple_new(vm, (Value[]){kr__type(vm, KR_T_RANGE), t}, 2) : t;
}

static Value get_start(kr_vm *vm, Value v) { return (void)vm, self_of(v)->start; }
static Value get_stop(kr_vm *vm, Value v) { return (void)vm, self_of(v)->stop; }
static Value get_step(kr_vm *vm, Value v) { return (void)vm, self_of(v)->step; }

/* ---- iterators ---- */

typedef struct KrLongRangeIter {
    KrObj head;
    uint32_t pad;
    Value start, step, len, index; /* gives start + index * step while index < len */
} KrLongRangeIter;

/* An iterator over len items from start on. */
static Value new_iter(kr_vm *vm, Value start, Value step, Value len) {
    int64_t last, end;
    if (kr__both_int(start, step) && kr__is_int(len) &&
        !__builtin_mul_overflow(kr__int(len), kr__int(step), &last) &&
        !__builtin_add_overflow(last, kr__int(start), &end) && kr__fits_int48(end)) {
        KrRangeIter *it = kr__new(vm, KR_T_RANGE_ITER, sizeof(KrRangeIter));
        if (!it) return KR_FAILED;
        it->next = kr__int(start);
        it->left = it->len = kr__int(len);
        it->step = kr__int(step);
        return kr__value_of(it);
    }
    KrLongRangeIter *it = kr__new(vm, KR_T_LONGRANGE_ITER, sizeof(KrLongRangeIter));
    if (!it) return KR_FAILED;
    it->start = start;
    it->step = step;
    it->len = len;
    it->index = ZERO;
    return kr__value_of(it);
}

static Value range_iter(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRange *r = self_of(a[0]);
    return new_iter(vm, r->start, r->step, r->len);
}
static Value range_reversed(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRange *r = self_of(a[0]);
    Value last = sub(vm, r->len, ONE), step = kr__unary(vm, r->step, KR_N___neg__);
    if (kr__failed(last) || kr__failed(step)) return KR_FAILED;
    last = at(vm, r->start, last, r->step);
    return kr__ok(last) ? new_iter(vm, last, step, r->len) : last;
}

static Value iter_self(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }

static Value iter_next(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    KrRangeIter *it = kr__ptr(a[0]);
    if (it->left <= 0) return KR_END;
    int64_t i = it->next;
    it->left--;
    it->next += it->step;
    return kr__from_int48(i);
}
static Value iter_hint(kr_vm *vm, Value *a, int n) {
    (void)vm, (void)n;
    return kr__from_int48(((KrRangeIter *)kr__ptr(a[0]))->left);
}
static Value iter_reduce_of(kr_vm *vm, Value range, Value place) {
    Value f = kr__builtin(vm, "iter");
    Value arg = kr__ok(f) && kr__ok(range) ? kr__tuple_new(vm, &range, 1) : KR_FAILED;
    return kr__ok(arg) ? kr__tuple_new(vm, (Value[]){f, arg, place}, 3) : arg;
}
static Value iter_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrRangeIter *it = kr__ptr(a[0]);
    int64_t given = it->len - it->left;
    Value start = kr__int_from_i64(vm, it->next - given * it->step),
          stop = kr__int_from_i64(vm, it->next + it->left * it->step);
    if (kr__failed(start) || kr__failed(stop)) return KR_FAILED;
    return iter_reduce_of(vm, make(vm, start, stop, kr__from_int48(it->step)),
                          kr__from_int48(given));
}
static Value iter_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t i;
    if (!kr__index_clip(vm, a[1], &i)) return KR_FAILED;
    KrRangeIter *it = kr__ptr(a[0]);
    if (i < 0) i = 0;
    if (i > it->len) i = it->len;
    it->next += (i - (it->len - it->left)) * it->step;
    it->left = it->len - i;
    return KR_NONE_V;
}

static Value long_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrLongRangeIter *it = kr__ptr(a[0]);
    int more = kr__less(vm, it->index, it->len);
    if (more <= 0) return more ? KR_FAILED : KR_END;
    Value v = at(vm, it->start, it->index, it->step),
          next = kr__ok(v) ? add(vm, it->index, ONE) : v;
    if (kr__failed(next)) return next;
    it->index = next;
    kr__barrier(vm, it);
    return v;
}
static Value long_hint(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrLongRangeIter *it = kr__ptr(a[0]);
    return sub(vm, it->len, it->index);
}
static Value long_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrLongRangeIter *it = kr__ptr(a[0]);
    Value stop = at(vm, it->start, it->len, it->step);
    return iter_reduce_of(vm, kr__ok(stop) ? make(vm, it->start, stop, it->step) : stop, it->index);
}
static Value long_setstate(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrLongRangeIter *it = kr__ptr(a[0]);
    Value i = kr__index(vm, a[1]);
    int low = kr__ok(i) ? kr__less(vm, i, ZERO) : -1,
        high = low < 0 ? -1 : kr__less(vm, it->len, i);
    if (low < 0 || high < 0) return KR_FAILED;
    it->index = low ? ZERO : high ? it->len : i;
    kr__barrier(vm, it);
    return KR_NONE_V;
}

/* ---- the classes ---- */

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", range_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", range_repr, NULL, KR_DEF_SPECIAL},
    {"__hash__(self, /)", range_hash, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", range_eq, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", range_ne, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", no_order, NULL, KR_DEF_SPECIAL},
    {"__iter__(self, /)", range_iter, NULL, KR_DEF_SPECIAL},
    {"__bool__(self, /)", range_bool, NULL, KR_DEF_SPECIAL},
    {"__len__(self, /)", range_len, NULL, KR_DEF_SPECIAL},
    {"__getitem__(self, key, /)", range_getitem, NULL, KR_DEF_SPECIAL},
    {"__contains__(self, key, /)", range_contains, NULL, KR_DEF_SPECIAL},
    {"__reversed__(self, /)", range_reversed, "An iterator from the last item to the first.", 0},
    {"__reduce__(self, /)", range_reduce, NULL, 0},
    {"count(self, value, /)", range_count, "How many items equal value.", 0},
    {"index(self, value, /)", range_index,
     "The place of value.\n\nRaises ValueError when it is not there.", 0},
    {0},
};
static const KrGetSet getset[] = {
    {"start", get_start, kr__readonly, NULL},
    {"stop", get_stop, kr__readonly, NULL},
    {"step", get_step, kr__readonly, NULL},
    {0},
};
const KrTypeDef kr__def_range = {
    .number = KR_T_RANGE,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
           "The integers from start (0 by default) up to but without stop, step apart.",
    .methods = methods,
    .getset = getset,
    .make = range_make,
};

#define ITERATOR(next, hint, reduce, setstate)                                                   \
    {                                                                                            \
        {"__iter__(self, /)", iter_self, NULL, KR_DEF_SPECIAL},                                  \
            {"__next__(self, /)", next, NULL, KR_DEF_SPECIAL},                                   \
            {"__length_hint__(self, /)", hint, "How many items are still to come.", 0},          \
            {"__reduce__(self, /)", reduce, "What pickle needs.", 0},                            \
            {"__setstate__(self, state, /)", setstate, "Goes to a place that __reduce__ named.", \
             0},                                                                                 \
            {0},                                                                                 \
    }
static const KrFnDef iter_methods[] = ITERATOR(iter_next, iter_hint, iter_reduce, iter_setstate);
static const KrFnDef long_methods[] = ITERATOR(long_next, long_hint, long_reduce, long_setstate);
const KrTypeDef kr__def_range_iter = {
    .number = KR_T_RANGE_ITER, .methods = iter_methods, .size = sizeof(KrRangeIter)};
const KrTypeDef kr__def_longrange_iter = {
    .number = KR_T_LONGRANGE_ITER,
    .methods = long_methods,
    .size = sizeof(KrLongRangeIter),
    .values = 1u << 2 | 1u << 4 | 1u << 6 | 1u << 8,
};

/* SPDX-License-Identifier: MIT
 * slice.c: slice objects, and the arithmetic of indices and slices that all sequences share. */
#include "types/slice.h"

#include "types/seq.h"
#include "types/type.h"

const KrKindInfo kr__kind_slice = {
    .name = "slice", .size = sizeof(KrSlice), .values = 1u << 2 | 1u << 4 | 1u << 6};

Value kr__slice_new(kr_vm *vm, Value start, Value stop, Value step) {
    KrSlice *s = kr__new(vm, KR_T_SLICE, sizeof(KrSlice));
    if (!s) return KR_FAILED;
    s->start = start;
    s->stop = stop;
    s->step = step;
    return kr__value_of(s);
}

bool kr__is_index(kr_vm *vm, Value v) {
    return kr__is_int(v) || kr__has_kind(vm, v, KR_K_INT) ||
           kr__ok(kr__special(vm, v, KR_N___index__));
}

static bool part(kr_vm *vm, Value v, int64_t *out) {
    if (kr__is_int(v)) {
        *out = kr__int(v);
        return true;
    }
    if (!kr__is_index(vm, v))
        return kr__raise_false(
            vm, KR_T_X_TYPEERROR,
            "slice indices must be integers or None or have an __index__ method");
    return kr__index_clip(vm, v, out);
}

bool kr__slice_unpack(kr_vm *vm, const KrSlice *s, int64_t *start, int64_t *stop, int64_t *step) {
    *step = 1;
    if (!kr__is_none(s->step)) {
        if (!part(vm, s->step, step)) return false;
        if (*step == 0) return kr__raise_false(vm, KR_T_X_VALUEERROR, "slice step cannot be zero");
        if (*step < -INT64_MAX) *step = -INT64_MAX;
    }
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    return (kr__is_none(s->start) || part(vm, s->start, start)) &&
           (kr__is_none(s->stop) || part(vm, s->stop, stop));
}

static int64_t fit(int64_t i, int64_t len, bool down) {
    if (i < 0) {
        i += len;
        if (i < 0) return down ? -1 : 0;
    } else if (i >= len) {
        return down ? len - 1 : len;
    }
    return i;
}

int64_t kr__slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step) {
    *start = fit(*start, len, step < 0);
    *stop = fit(*stop, len, step < 0);
    if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

bool kr__seq_index(kr_vm *vm, Value key, const uint32_t *len, const char *what, const char *range,
                   size_t *out) {
    int64_t i;
    if (KR_LIKELY(kr__is_int(key))) {
        i = kr__int(key);
    } else {
        if (!kr__is_index(vm, key))
            return kr__raise_false(vm, KR_T_X_TYPEERROR,
                                   "%s indices must be integers or slices, not %T", what, key);
        if (!kr__index_i64(vm, key, &i)) return false;
    }
    if (i < 0) i += *len;
    if (i < 0 || i >= *len)
        return kr__raise_false(vm, KR_T_X_INDEXERROR, "%s index out of range", range);
    *out = (size_t)i;
    return true;
}

bool kr__seq_bound(kr_vm *vm, Value v, int64_t *out) {
    if (kr__failed(v)) return true;
    if (!kr__is_index(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "slice indices must be integers or have an __index__ method");
    return kr__index_clip(vm, v, out);
}

/* ---- the type ---- */

static KrSlice *self_of(Value v) { return kr__ptr(v); }

static Value slice_new(kr_vm *vm, Value *a, int n) {
    if (kr__ok(a[1])) return kr__raise_type(vm, "slice() takes no keyword arguments");
    if (n < 3) return kr__raise_type(vm, "slice expected at least 1 argument, got 0");
    if (n > 5) return kr__raise_type(vm, "slice expected at most 3 arguments, got %d", n - 2);
    if (n == 3) return kr__slice_new(vm, KR_NONE_V, a[2], KR_NONE_V);
    return kr__slice_new(vm, a[2], a[3], n == 5 ? a[4] : KR_NONE_V);
}

static Value slice_repr(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSlice *s = self_of(a[0]);
    return kr__text(vm, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static Value as_tuple(kr_vm *vm, const KrSlice *s) { return kr__tuple_new(vm, &s->start, 3); }

static Value slice_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value t = as_tuple(vm, self_of(a[0]));
    if (kr__failed(t)) return t;
    return kr__tuple_new(vm, (Value[]){kr__type(vm, KR_T_SLICE), t}, 2);
}

static Value compare(kr_vm *vm, Value *a, KrName op) {
    if (!kr__is_slice(a[1])) return KR_NOTIMPL_V;
    if (kr__same(a[0], a[1]))
        return kr__bool(op == KR_N___eq__ || op == KR_N___le__ || op == KR_N___ge__);
    Value s = as_tuple(vm, self_of(a[0])), t = as_tuple(vm, self_of(a[1]));
    if (kr__failed(s) || kr__failed(t)) return KR_FAILED;
    return kr__compare(vm, s, t, op);
}
#define COMPARE(op)                                      \
    static Value slice##op(kr_vm *vm, Value *a, int n) { \
        (void)n;                                         \
        return compare(vm, a, KR_N_##op);                \
    }
COMPARE(__lt__)
COMPARE(__le__)
COMPARE(__eq__)
COMPARE(__ne__)
COMPARE(__gt__)
COMPARE(__ge__)

/* indices(len) for any length: Python's integers, since start and stop may be past 64 bits. */
static Value bound(kr_vm *vm, Value v, Value len, Value lo, Value hi) {
    if (!kr__is_index(vm, v))
        return kr__raise_type(vm,
                              "slice indices must be integers or None or have an __index__ method");
    v = kr__index(vm, v);
    if (kr__failed(v)) return v;
    int r = kr__less(vm, v, kr__from_int48(0));
    if (r < 0) return KR_FAILED;
    if (r) {
        v = kr__binary(vm, v, len, KR_N___add__);
        if (kr__failed(v) || (r = kr__less(vm, v, lo)) < 0) return KR_FAILED;
        return r ? lo : v;
    }
    if ((r = kr__less(vm, hi, v)) < 0) return KR_FAILED;
    return r ? hi : v;
}

static Value slice_indices(kr_vm *vm, Value *a, int n) {
    (void)n;
    const KrSlice *s = self_of(a[0]);
    Value zero = kr__from_int48(0), len = kr__index(vm, a[1]), step = kr__from_int48(1);
    if (kr__failed(len)) return len;
    int r = kr__less(vm, len, zero);
    if (r < 0) return KR_FAILED;
    if (r) return kr__raise_value(vm, "length should not be negative");
    if (!kr__is_none(s->step)) {
        if (!kr__is_index(vm, s->step))
            return kr__raise_type(
                vm, "slice indices must be integers or None or have an __index__ method");
        step = kr__index(vm, s->step);
        if (kr__failed(step)) return step;
        if (kr__same(step, zero)) return kr__raise_value(vm, "slice step cannot be zero");
    }
    int down = kr__less(vm, step, zero);
    if (down < 0) return KR_FAILED;
    Value lo = down ? kr__from_int48(-1) : zero;
    Value hi = down ? kr__binary(vm, len, kr__from_int48(1), KR_N___sub__) : len;
    if (kr__failed(hi)) return hi;
    Value start = kr__is_none(s->start) ? (down ? hi : lo) : bound(vm, s->start, len, lo, hi);
    if (kr__failed(start)) return start;
    Value stop = kr__is_none(s->stop) ? (down ? lo : hi) : bound(vm, s->stop, len, lo, hi);
    if (kr__failed(stop)) return stop;
    return kr__tuple_new(vm, (Value[]){start, stop, step}, 3);
}

static Value get_start(kr_vm *vm, Value v) { return (void)vm, self_of(v)->start; }
static Value get_stop(kr_vm *vm, Value v) { return (void)vm, self_of(v)->stop; }
static Value get_step(kr_vm *vm, Value v) { return (void)vm, self_of(v)->step; }

static const KrFnDef methods[] = {
    {"__new__(cls, /, *args, **kwargs)", slice_new, NULL, KR_DEF_NEW},
    {"__repr__(self, /)", slice_repr, NULL, KR_DEF_SPECIAL},
    {"__lt__(self, value, /)", slice__lt__, NULL, KR_DEF_SPECIAL},
    {"__le__(self, value, /)", slice__le__, NULL, KR_DEF_SPECIAL},
    {"__eq__(self, value, /)", slice__eq__, NULL, KR_DEF_SPECIAL},
    {"__ne__(self, value, /)", slice__ne__, NULL, KR_DEF_SPECIAL},
    {"__gt__(self, value, /)", slice__gt__, NULL, KR_DEF_SPECIAL},
    {"__ge__(self, value, /)", slice__ge__, NULL, KR_DEF_SPECIAL},
    {"indices(self, len, /)", slice_indices,
     "Start, stop and step for a sequence of this length, fitted to it.", 0},
    {"__reduce__(self, /)", slice_reduce, "What pickle needs.", 0},
    {0},
};
static const KrGetSet getset[] = {
    {"start", get_start, kr__readonly, NULL},
    {"stop", get_stop, kr__readonly, NULL},
    {"step", get_step, kr__readonly, NULL},
    {0},
};
const KrTypeDef kr__def_slice = {
    .number = KR_T_SLICE,
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhich items x[start:stop:step] asks for.",
    .methods = methods,
    .getset = getset,
};

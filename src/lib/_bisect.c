/* SPDX-License-Identifier: MIT
 * _bisect.c: the module _bisect: searching and inserting in sorted sequences. */
#include "lib/modules.h"
#include "types/list.h"
#include "types/module.h"

/* Where x belongs in a[0]; a: seq, x, lo, hi, key. -1: an exception is pending. */
static int64_t place(kr_vm *vm, const Value *a, Value x, bool right) {
    int64_t lo = 0, hi = -1;
    size_t len;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &lo)) return -1;
    if (kr__ok(a[3]) && !kr__is_none(a[3]) && !kr__index_i64(vm, a[3], &hi)) return -1;
    if (lo < 0) {
        kr__raise_value(vm, "lo must be non-negative");
        return -1;
    }
    if (hi == -1) {
        if (!kr__length(vm, a[0], &len)) return -1;
        hi = (int64_t)len;
    }
    Value key = kr__ok(a[4]) && !kr__is_none(a[4]) ? a[4] : KR_UNSET;
    while (lo < hi) {
        int64_t mid = lo + (hi - lo) / 2;
        Value i = kr__int_from_i64(vm, mid);
        Value item = kr__ok(i) ? kr__get_item(vm, a[0], i) : i;
        if (kr__ok(item) && kr__ok(key)) item = kr__call1(vm, key, item);
        if (kr__failed(item)) return -1;
        int less = right ? kr__less(vm, x, item) : kr__less(vm, item, x);
        if (less < 0) return -1;
        if (right ? less : !less)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

static Value bisect(kr_vm *vm, Value *a, bool right) {
    int64_t i = place(vm, a, a[1], right);
    return i < 0 ? KR_FAILED : kr__int_from_i64(vm, i);
}
static Value insort(kr_vm *vm, Value *a, bool right) {
    Value x = a[1];
    if (kr__ok(a[4]) && !kr__is_none(a[4])) x = kr__call1(vm, a[4], x);
    int64_t i = kr__ok(x) ? place(vm, a, x, right) : -1;
    if (i < 0) return KR_FAILED;
    if (kr__exact(a[0], KR_T_LIST)) {
        KrList *l = kr__ptr(a[0]);
        return kr__list_insert(vm, l, (size_t)i < l->len ? (size_t)i : l->len, a[1]) ? KR_NONE_V
                                                                                     : KR_FAILED;
    }
    Value args[2] = {kr__int_from_i64(vm, i), a[1]}, name = kr__intern(vm, "insert", 6);
    if (kr__failed(name)) return name;
    return kr__ok(kr__call_method(vm, a[0], name, args, 2)) ? KR_NONE_V : KR_FAILED;
}

static Value b_left(kr_vm *vm, Value *a, int n) { return (void)n, bisect(vm, a, false); }
static Value b_right(kr_vm *vm, Value *a, int n) { return (void)n, bisect(vm, a, true); }
static Value i_left(kr_vm *vm, Value *a, int n) { return (void)n, insort(vm, a, false); }
static Value i_right(kr_vm *vm, Value *a, int n) { return (void)n, insort(vm, a, true); }

#define PARAMS "(a, x, lo=0, hi=None, *, key=None)"
static const KrFnDef functions[] = {
    {"bisect_right" PARAMS, b_right,
     "Return the index where to insert item x in list a, assuming a is sorted.", 0},
    {"bisect" PARAMS, b_right,
     "Return the index where to insert item x in list a, assuming a is sorted.", 0},
    {"bisect_left" PARAMS, b_left,
     "Return the index where to insert item x in list a, assuming a is sorted.", 0},
    {"insort_right" PARAMS, i_right,
     "Insert item x in list a, and keep it sorted assuming a is sorted.", 0},
    {"insort" PARAMS, i_right, "Insert item x in list a, and keep it sorted assuming a is sorted.",
     0},
    {"insort_left" PARAMS, i_left,
     "Insert item x in list a, and keep it sorted assuming a is sorted.", 0},
    {NULL, NULL, NULL, 0},
};

const KrModuleDef kr__module__bisect = {
    .name = "_bisect",
    .doc = "Bisection algorithms.",
    .functions = functions,
};
